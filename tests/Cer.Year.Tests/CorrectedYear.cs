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
            if (credit is not null) await BankedYear.BookAsync(town, month, credit);
            // The credit that brought what had waited below the minimum is laid on the month whose it was.
            if (kind == CauseKind.MinimumPayout) await BankedYear.SplitAsync(town, month);
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
}
