using Cer.Domain;
using Cer.Operations.Reconciling;
using Cer.Operations.Tests.Reconciling;

namespace Cer.Year.Tests;

/// <summary>GSE and the bank put right what they were told of, we what was ours: every month agrees, and no alarm is left.</summary>
internal static class CorrectedYear
{
    public static async Task MakeAsync(YearTown town)
    {
        var year = new GseYear(ReconciledYear.Planted);
        foreach (var (month, kind) in ReconciledYear.Planted)
        {
            if (year.Correct(month, kind) is not var (statement, credit)) continue;
            await ReconciledYear.TakeAsync(town, statement);
            if (credit is not null) await ReconciledYear.CreditAsync(town, month, credit);
            if (kind == CauseKind.MinimumPayout) await SplitAsync(town, year, month);
        }

        // December takes November's correction.
        await ClosedYear.CloseLastAsync(town);
        foreach (var month in await ReconciledYear.HoldAsync(town))
        {
            Assert.True((string)month!["agreement"]! == "agrees", month.ToJsonString());
            Assert.Empty(month["content"]!["discrepancies"]!.AsArray());
            Assert.Equal("reconciled", (string)(await town.Clerk.GetAsync($"months/{month["month"]}/closing"))["state"]!);
        }

        Assert.Equal(0L, await ReconciledYear.OpenAlarmsAsync(town));
    }

    /// <summary>The credit that brought what had waited below the minimum is laid on the month whose it was.</summary>
    private static async Task SplitAsync(YearTown town, GseYear year, int month)
    {
        var whole = year.Months[month].Credits.Single(credit => credit.Kind == "complete");
        var entry = (await town.Clerk.GetAsync($"money?year={TownHours.Year}"))["entries"]!.AsArray().Single(one =>
            (string)one!["month"]! == ClosedYear.Month(month + 1) && (string)one["kind"]! == "complete"
            && one["reverses"] is null && one["reversedBy"] is null)!;
        Assert.Equal(whole.Amount.Eur, (decimal)entry["eur"]!);
        await town.Clerk.PostAsync($"money/entries/{entry["id"]}/reverse", new { reason = "accredito di due mesi" });
        var waited = new Money(37_40);
        await ReconciledYear.CreditAsync(town, month, whole with { Amount = waited });
        await ReconciledYear.CreditAsync(town, month + 1, whole with { Amount = new(whole.Amount.Cents - waited.Cents) });
    }
}
