using Cer.Addon.Tests.Folder;

namespace Cer.Addon.Tests.Running;

/// <summary>The scripts around the app: packing it, and ending it when starting again cannot help.</summary>
public sealed class ScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cer-pack-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_packed_folder_is_what_the_Dockerfile_copies_and_names_an_image_only_when_asked()
    {
        var app = Directory.CreateDirectory(Path.Combine(_folder, "app")).FullName;
        foreach (var file in new[] { "cer.dll", "cer.pdb", "cer.xml" }) await WriteAsync(Path.Combine(app, file), "");
        var packed = Path.Combine(_folder, "cer_automation");
        (await PackAsync("--app", app, packed)).Succeeded();
        foreach (var file in new[] { "program/app/cer.dll", "program/ops/cluster.sh", "program/ops/common.sh", "program/db/roles.sql",
            "rootfs/opt/cer/addon/server", "Dockerfile", "config.yaml", "translations/it.yaml" })
            Assert.True(File.Exists(Path.Combine(packed, file)), file);
        Assert.False(File.Exists(Path.Combine(packed, "program/app/cer.pdb")));
        Assert.True((File.GetUnixFileMode(Path.Combine(packed, "rootfs/opt/cer/addon/server")) & UnixFileMode.UserExecute) != 0);
        Assert.Null(Yaml.Map(await ReadAsync(packed)).Find("image"));

        (await PackAsync("--app", app, "--image", "example/cer", packed)).Succeeded();
        Assert.Equal("example/cer", Yaml.Map(await ReadAsync(packed)).Find("image").Word());
        Assert.Empty(ConfigRules.ProblemsOf(await ReadAsync(packed)));
        var refused = await PackAsync("--image", "Nome Sbagliato", packed);
        Assert.NotEqual(0, refused.Status);
        Assert.Contains("expected the plain name of an image", refused.Output, StringComparison.Ordinal);
    }

    // s6 tells the status, or 256 and the signal.
    [Theory]
    [InlineData("cer-server", 0, 0, false)]
    [InlineData("cer-server", 256, 15, false)]
    [InlineData("cer-server", 1, 0, false)]
    [InlineData("cer-server", 134, 0, false)]
    [InlineData("cer-server", 2, 0, true)]
    [InlineData("cer-postgres", 256, 2, false)]
    [InlineData("cer-postgres", 0, 0, false)]
    [InlineData("cer-postgres", 1, 0, true)]
    [InlineData("cer-postgres", 256, 9, true)]
    public async Task A_service_that_cannot_go_on_stops_the_app_and_another_is_started_again(
        string service, int status, int signal, bool stops)
    {
        var halt = Path.Combine(_folder, "s6/basedir/bin/halt");
        Directory.CreateDirectory(Path.GetDirectoryName(halt)!);
        Directory.CreateDirectory(Path.Combine(_folder, "s6-linux-init-container-results"));
        await WriteAsync(halt, $"#!/bin/sh\ntouch {_folder}/halted\n");
        File.SetUnixFileMode(halt, (UnixFileMode)0b111_101_101);
        (await Command.RunAsync(
            new Dictionary<string, string> { ["CER_ADDON_RUN"] = _folder },
            Path.Combine(Clone.Addon, "rootfs/opt/cer/addon/finish"), service, $"{status}", $"{signal}")).Succeeded();
        Assert.Equal(stops, File.Exists(Path.Combine(_folder, "halted")));
        Assert.Equal(stops, File.Exists(Path.Combine(_folder, "s6-linux-init-container-results/exitcode")));
    }

    private static Task<Command> PackAsync(params string[] arguments) =>
        Command.RunAsync(new Dictionary<string, string>(), Path.Combine(Clone.Root, "ops/addon/pack.sh"), arguments);

    private static Task<string> ReadAsync(string packed) =>
        File.ReadAllTextAsync(Path.Combine(packed, "config.yaml"), TestContext.Current.CancellationToken);

    private static Task WriteAsync(string file, string text) =>
        File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
}
