namespace Cer.Addon.Tests;

/// <summary>The clone that these tests belong to.</summary>
internal static class Clone
{
    public static string Root { get; } = Find();

    public static string Addon => Path.Combine(Root, "addon");

    public static string Text(params string[] place) => File.ReadAllText(Path.Combine([Root, .. place]));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CerAutomation.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
