using Cer.Exchange.Tests.Gme;

namespace Cer.Host.Tests.Import;

/// <summary>Zonal prices as people download them, given to the real program.</summary>
public sealed class GmeWorkbookFileTests
{
    [Fact]
    public async Task A_workbook_of_one_zone_is_taken_once_and_one_without_a_zone_is_refused()
    {
        await using var town = await InstalledTown.MakeAsync();
        // A day of 23 hours, one of 25 and a usual one, each hour its own price.
        object?[][] rows =
        [
            ["Data", "Ora", "€/MWh"],
            .. new[] { ("30/03/2025", 23), ("26/10/2025", 25), ("14/01/2025", 24) }.SelectMany(day =>
                Enumerable.Range(1, day.Item2).Select(hour => new object?[] { day.Item1, hour, 100.25 + hour })),
        ];
        var name = "20250114_20251026_MGP_PrezziZonali_CNOR.xlsx";
        var path = await town.WriteAsync(name, Workbook.Of(rows).ToArray());
        Assert.Equal((0, $"{name}: 72 added, 0 unchanged, 0 corrected\n", ""), await ImportAsync(path));
        Assert.Equal((0, $"{name}: 0 added, 72 unchanged, 0 corrected\n", ""), await ImportAsync(path));
        Assert.Equal("CNOR 72 101.25 125.25", await AskAsync(
            "select min(zone) || ' ' || count(*) || ' ' || min(eur_per_mwh) || ' ' || max(eur_per_mwh) from core.price"));
        // When the clocks go back the hour of two o'clock is there twice: at 0 and at 1 o'clock UTC.
        Assert.Equal("103.25 104.25", await AskAsync(
            "select string_agg(eur_per_mwh::text, ' ' order by starts_at) from core.price "
            + "where starts_at in ('2025-10-26 00:00Z', '2025-10-26 01:00Z')"));

        var (exit, output, error) = await ImportAsync(await town.WriteAsync("prezzi.xlsx", Workbook.Of(rows).ToArray()));
        Assert.Equal((2, "prezzi.xlsx: refused, nothing of it was stored\n"), (exit, output));
        Assert.Contains("expected", error, StringComparison.Ordinal);

        async Task<(int Exit, string Output, string Error)> ImportAsync(string file)
        {
            var run = await town.RunAsync("import", "--community", "prova", file);
            return (run.Exit, run.Output, run.Error);
        }

        async Task<string> AskAsync(string sql)
        {
            await using var command = town.Database.Admin.CreateCommand(sql);
            return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        }
    }
}
