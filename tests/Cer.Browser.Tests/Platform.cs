// The scripts are for Linux, and so are their tests.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
