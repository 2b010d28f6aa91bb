// Signals and modes of files are those of Linux, and so are these tests.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
