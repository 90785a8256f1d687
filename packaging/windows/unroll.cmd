@rem The terminal command `unroll`: the app's own runtime as plain Node. Never run yet (README.md).
@setlocal
@set ELECTRON_RUN_AS_NODE=1
@"%~dp0..\Unroll.exe" "%~dp0..\resources\app.asar\packaging\unroll.mjs" %*
