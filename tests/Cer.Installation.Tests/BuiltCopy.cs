namespace Cer.Installation.Tests;

/// <summary>A copy of the sources that the launcher has built once.</summary>
public sealed class BuiltCopy : IAsyncLifetime
{
    private static readonly string[] Parts =
    [
        "src", "netdaemon-apps", "rules", "db", "ops", "cer", "global.json", "BannedSymbols.txt",
        "Directory.Build.props", "Directory.Packages.props", ".editorconfig",
    ];

    public string Root { get; } = Clone.NewFolder();

    public string Launcher => Path.Combine(Root, "cer");

    public int Builds => Directory.GetDirectories(Path.Combine(Root, "artifacts", "cer")).Length;

    public string Newest => File.ReadAllLines(Path.Combine(Root, "artifacts", "cer", "current"))[0];

    public async ValueTask InitializeAsync()
    {
        foreach (var part in Parts)
            (await CommandResult.Of(Clone.Root, "cp", "-a", Path.Combine(Clone.Root, part), Root)).Succeeded();
        (await CommandResult.Of(Root, "bash", "-c", "rm -rf {src,netdaemon-apps}/*/{bin,obj}")).Succeeded();
        (await CommandResult.Of(Root, "chmod", "a+rx", Root)).Succeeded();
        (await CommandResult.Of(Root, Launcher, "--version")).Succeeded();
    }

    public async ValueTask DisposeAsync()
    {
        await CommandResult.Of("/", "chmod", "-R", "u+w", Root);
        Directory.Delete(Root, recursive: true);
    }
}
