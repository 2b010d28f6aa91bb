using Cer.Host.Dashboards;
using Cer.Host.Serve;
using Cer.Host.Tests.Settle;
using Cer.Host.Tests.Stored;

namespace Cer.Host.Tests.Dashboards;

/// <summary>A broken dashboard is told before anybody could open it.</summary>
public class CheckTests(BoardHouse house)
{
    [Fact]
    public void The_dashboards_that_come_with_the_program_keep_every_rule()
    {
        Assert.Empty(BoardFiles.Shipped.Findings);
        foreach (var uid in new[]
            {
                "cer-comune", "cer-impianti", "cer-qualita", "cer-liquidazione", "cer-operativita", "cer-pubblico", "cer-membro",
                "cer-riconciliazione",
            })
            Assert.NotNull(BoardFiles.Shipped.Find(uid));
    }

    [Fact]
    public async Task The_verb_tells_what_is_wrong_and_exits_by_it()
    {
        var folder = Copy();
        try
        {
            var good = await CerProcess.RunAsync(["dashboards", "check", folder.FullName]);
            Assert.Equal((0, "3 dashboards can be shown, 0 faults\n"), (good.Exit, good.Output.ReplaceLineEndings("\n")));
            Spoil(folder);
            var bad = await CerProcess.RunAsync(["dashboards", "check", folder.FullName]);
            Assert.Equal(1, bad.Exit);
            Assert.Contains(
                "dashboards/cer-sale.json, panel 1: found the schema core, expected none but that of the dashboard's views (S03)\n",
                bad.Output.ReplaceLineEndings("\n"),
                StringComparison.Ordinal);
            var none = await CerProcess.RunAsync(["dashboards", "check", Path.Combine(folder.FullName, "nothing")]);
            Assert.Equal(2, none.Exit);
            Assert.Contains("Found no dashboards in", none.Error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_server_does_not_start_with_a_broken_dashboard()
    {
        var folder = Copy();
        try
        {
            Spoil(folder);
            var settings = new Data.Settings(house.Database.AppAddress, null, "http://127.0.0.1:0")
            {
                DemoLive = false,
                DashboardFolder = folder.FullName,
            };
            var fault = Assert.Throws<UserFault>(() => ServeCommand.Build(settings, new MovingClock(TimeProvider.System.GetUtcNow())));
            Assert.StartsWith("dashboards/cer-sale.json, panel 1: found the schema core", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private DirectoryInfo Copy()
    {
        var folder = Directory.CreateTempSubdirectory("cer-check-");
        foreach (var path in Directory.GetFiles(house.Folder, "*", SearchOption.AllDirectories))
        {
            var place = Path.Combine(folder.FullName, Path.GetRelativePath(house.Folder, path));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(path, place);
        }

        return folder;
    }

    private static void Spoil(DirectoryInfo folder)
    {
        var path = Path.Combine(folder.FullName, "dashboards", "cer-sale.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace(
            "FROM rep.community WHERE id = $", "FROM core.community WHERE id = $", StringComparison.Ordinal));
    }
}
