namespace Cer.Installation.Tests;

/// <summary>The clone that these tests belong to.</summary>
internal static class Clone
{
    public static string Root { get; } = Find();

    /// <summary>A new folder of its own; `cer-it-` so that a left-over is recognised.</summary>
    public static string NewFolder() => Directory.CreateTempSubdirectory("cer-it-").FullName;

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CerAutomation.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
