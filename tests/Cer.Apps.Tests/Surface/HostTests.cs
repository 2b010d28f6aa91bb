using System.Diagnostics;
using Cer.Apps.Host;

namespace Cer.Apps.Tests.Surface;

/// <summary>The program that runs the collectors in a NetDaemon of its own, and the property by which it is built.</summary>
public class HostTests
{
    [Fact]
    public void The_program_asks_NetDaemon_for_the_apps_and_for_all_that_they_are_given()
    {
        Asked.All.Clear();
        using var host = CollectorsHost.Of([]).Build();
        Assert.Equal(
            [
                "UseNetDaemonAppSettings", "UseNetDaemonDefaultLogging", "UseNetDaemonRuntime", "AddAppsFromAssembly Cer.Apps",
                "AddNetDaemonStateManager", "AddNetDaemonScheduler",
            ],
            Asked.All);
    }

    /// <summary>Else the server and the tests would have each type of NetDaemon twice.</summary>
    [Theory]
    [InlineData("netdaemon-apps/Cer.NetDaemon", "-p:NetDaemonPackages=true", "Found NetDaemonPackages=true where")]
    [InlineData("src/Cer.Host", "-p:NetDaemonPackages=true", "Found NetDaemonPackages=true where")]
    [InlineData("netdaemon-apps/Cer.Apps.Host", "-p:NetDaemonPackages=", "Found no NetDaemonPackages, expected")]
    public async Task The_property_is_refused_by_a_sentence_where_it_makes_no_sense(string project, string property, string sentence)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, WorkingDirectory = Root };
        foreach (var word in new[] { "restore", project, property, "-nologo", "-v:q" }) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains(sentence, said, StringComparison.Ordinal);
        Assert.DoesNotContain("NU1101", said, StringComparison.Ordinal);
    }

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "CerAutomation.sln"))) folder = folder.Parent!;
            return folder.FullName;
        }
    }
}
