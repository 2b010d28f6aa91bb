using System.Net;
using System.Text.Json.Nodes;
using Cer.Operations.Reconciling;
using Cer.Operations.Tests.Reconciling;

namespace Cer.Year.Tests;

/// <summary>GSE's statements and the bank's credits come in, and the year is held against them.</summary>
internal static class ReconciledYear
{
    private const int Year = TownHours.Year;

    /// <summary>The year that is true: nothing differs, no alarm is raised. Everything is taken back again.</summary>
    public static async Task AgreesAsync(YearTown town)
    {
        var truth = new GseYear(new Dictionary<int, CauseKind>());
        var imports = await TakeAsync(town, truth);
        var entries = await CreditAsync(town, truth);
        foreach (var month in await HoldAsync(town))
        {
            // Of the month that was closed on early data GSE knows more than we did: that is not planted, it is so.
            if (IsLate(month)) continue;
            Assert.True((string)month!["agreement"]! == "agrees", month.ToJsonString());
            Assert.Empty(month["content"]!["discrepancies"]!.AsArray());
        }

        Assert.Equal(0L, await town.AskAsync<long>(
            $"select count(*) from core.alarm where key like 'gse/%' and key not like 'gse/{ClosedYear.Month(ClosedYear.Late)}/%'"));
        foreach (var import in imports) await town.Clerk.PostAsync($"statements/{import}/undo", new { reason = "prova generale" });
        foreach (var entry in entries) await town.Clerk.PostAsync($"money/entries/{entry}/reverse", new { reason = "prova generale" });
    }

    /// <summary>Each month has the discrepancy that was planted in it, by its cause in the first place, which explains it.</summary>
    public static async Task FindsAsync(YearTown town)
    {
        var planted = new GseYear(Planted);
        await TakeAsync(town, planted);
        await BankedYear.OpenAsync(town);
        // Of all credits but two it is proposed what they are: the one of two months, and the one from which a fee was taken unsaid.
        Assert.Equal(planted.Months.Sum(month => month.Credits.Count) - 2, await BankedYear.BookAsync(town, planted));
        var months = await HoldAsync(town);
        Assert.Equal(12, months.Count);
        foreach (var month in months)
        {
            var expected = Planted[int.Parse(((string)month!["month"]!)[5..], System.Globalization.CultureInfo.InvariantCulture)].Word();
            Assert.Equal("differs", (string)month["agreement"]!);
            var differing = month["content"]!["rows"]!.AsArray().Where(row => (bool)row!["differs"]!).ToArray();
            Assert.NotEmpty(differing);
            Assert.All(differing, row =>
            {
                var first = row!["causes"]!.AsArray() is [var cause, ..] ? cause! : throw new InvalidOperationException($"{row}");
                Assert.True((string)first["kind"]! == expected && (bool)first["explains"]!, $"{month["month"]}: {row}");
            });
            Assert.Single(month["content"]!["discrepancies"]!.AsArray());
        }

        // One alarm a month, of its cause.
        Assert.Equal(12L, await OpenAlarmsAsync(town));
        foreach (var (month, kind) in Planted)
        {
            Assert.Equal(1L, await town.AskAsync<long>(
                $"select count(*) from core.alarm where key like 'gse/{ClosedYear.Month(month)}/{kind.Word()}%' and resolved_at is null"));
        }
    }

    /// <summary>One of each kind: late data in the month that had some, so the unrecovered advance goes where late data were.</summary>
    public static IReadOnlyDictionary<int, CauseKind> Planted { get; } = Plant.Year.ToDictionary(
        one => one.Key,
        one => one.Key == ClosedYear.Late ? CauseKind.LateData
            : one.Value == CauseKind.LateData ? Plant.Year[ClosedYear.Late] : one.Value);

    public static Task<long> OpenAlarmsAsync(YearTown town) =>
        town.AskAsync<long>("select count(*) from core.alarm where key like 'gse/%' and resolved_at is null");

    /// <summary>Holds the year; gives its months.</summary>
    public static async Task<JsonArray> HoldAsync(YearTown town)
    {
        await town.Clerk.PostAsync($"reconciliation?year={Year}", new { }, HttpStatusCode.OK);
        return (await town.Clerk.GetAsync($"reconciliation?year={Year}"))["months"]!.AsArray();
    }

    /// <summary>Brings every statement in as a file: looked at first, then taken; gives their numbers.</summary>
    public static async Task<IReadOnlyList<long>> TakeAsync(YearTown town, GseYear year)
    {
        var imports = new List<long>();
        foreach (var file in year.Months.SelectMany(month => month.Statements)) imports.Add(await TakeAsync(town, file));
        return imports;
    }

    public static async Task<long> TakeAsync(YearTown town, GseFile file)
    {
        var preview = await town.Clerk.SendAsync("statements/check", file.Bytes(), "text/csv", HttpStatusCode.OK);
        Assert.True((bool)preview["whole"]!, preview.ToJsonString());
        return (long)(await town.Clerk.SendAsync(
            $"statements?sha256={preview["sha256"]}", file.Bytes(), "text/csv", HttpStatusCode.Created))["id"]!;
    }

    /// <summary>Enters every credit by hand; gives the numbers of the entries.</summary>
    private static async Task<IReadOnlyList<long>> CreditAsync(YearTown town, GseYear year)
    {
        var entries = new List<long>();
        foreach (var month in year.Months)
            foreach (var credit in month.Credits) entries.Add(await CreditAsync(town, month.Month, credit));
        return entries;
    }

    private static async Task<long> CreditAsync(YearTown town, int month, GseCredit credit) =>
        (long)(await town.Clerk.PostAsync("money/entries", new
        {
            standing = "received",
            month = ClosedYear.Month(month),
            kind = credit.Kind,
            eur = credit.Amount.Eur,
            day = credit.Day.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            source = $"GSE {credit.Kind} {ClosedYear.Month(month)}",
        }, HttpStatusCode.Created))["id"]!;

    private static bool IsLate(JsonNode? month) => (string)month!["month"]! == ClosedYear.Month(ClosedYear.Late);
}
