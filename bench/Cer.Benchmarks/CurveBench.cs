using System.Globalization;
using System.Text;
using Cer.Database.Tests;
using Cer.Operations.Importing;
using Cer.Operations.Ports;
using Cer.Storage;
using NodaTime;

namespace Cer.Benchmarks;

/// <summary>How long a year of one point takes from a distributor's file: 35 040 quarters. Aim: 0.3 s.</summary>
internal static class CurveBench
{
    public static async Task RunAsync()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        var import = new ImportCurves(
            new CommunityStore(database.App), new CurveStore(database.App), TimeProvider.System);
        var upload = new CurveUpload("year.csv", Year(), CurveDirection.Withdrawn, null);
        var community = default(CommunityId);
        var looked = await Median.OfAsync(
            async () => community = await StoreBench.CommunityAsync(database.App),
            () => import.CheckAsync(community, upload, CancellationToken.None));
        var applied = await Median.OfAsync(
            async () => community = await StoreBench.CommunityAsync(database.App),
            () => import.ApplyAsync(community, upload, "bench", confirmed: false, CancellationToken.None));
        var undone = await Median.OfAsync(
            async () =>
            {
                community = await StoreBench.CommunityAsync(database.App);
                await import.ApplyAsync(community, upload, "bench", confirmed: false, CancellationToken.None);
            },
            async () => await import.UndoAsync(community, (await new CurveStore(database.App).ListAsync(
                community, 1, CancellationToken.None))[0].Id, "bench", CancellationToken.None));
        Print("looked at", looked);
        Print("applied", applied);
        Print("taken back", undone);

        static void Print(string what, TimeSpan time) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"a year of one point, 35040 quarters, {what}: {time.TotalSeconds:0.000} s (aim: 0.300)"));
    }

    private static byte[] Year()
    {
        var text = new StringBuilder("POD;IT999E00000001\nGiorno");
        for (var quarter = 0; quarter < 96; quarter++)
            text.Append(CultureInfo.InvariantCulture, $";{quarter / 4:00}:{quarter % 4 * 15:00}-");
        for (var day = new LocalDate(2025, 1, 1); day.Year == 2025; day = day.PlusDays(1))
        {
            var quarters = day switch { { Month: 3, Day: 30 } => 92, { Month: 10, Day: 26 } => 100, _ => 96 };
            text.Append(CultureInfo.InvariantCulture, $"\n{day.Day:00}/{day.Month:00}/{day.Year}");
            for (var quarter = 0; quarter < quarters; quarter++)
                text.Append(CultureInfo.InvariantCulture, $";0,{((day.DayOfYear * 7) + quarter) % 1000:000}");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
