using System.Diagnostics;
using Cer.Gateway.Tests;

namespace Cer.Year.Tests;

/// <summary>A year of the invented Magliano through the product's own doors, from the meters' hours to the members' accounts.</summary>
public sealed class YearTests
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    [Fact]
    public async Task A_year_is_closed_submitted_reconciled_corrected_paid_and_proven()
    {
        await using var sandbox = await Sandboxed.StartAsync("--mutual-tls");
        await using var town = await YearTown.OpenAsync();
        SentYear.Join(town, sandbox);
        await TellAsync("closed month by month", ClosedYear.MakeAsync(town));
        await TellAsync("held against the true statements", ReconciledYear.AgreesAsync(town));
        await TellAsync("held against the planted statements", ReconciledYear.FindsAsync(town));
        await TellAsync("dossiers", PicturedYear.DossiersAsync(town));
        await TellAsync("corrected", CorrectedYear.MakeAsync(town));
        await TellAsync("submitted through all faults", SentYear.MakeAsync(town, sandbox));
        await TellAsync("report", PicturedYear.ReportAsync(town));
        await TellAsync("paid", PaidYear.MakeAsync(town));
        await TellAsync("proven", ProvenYear.MakeAsync(town));
    }

    private async Task TellAsync(string what, Task step)
    {
        var began = _clock.Elapsed;
        await step;
        TestContext.Current.SendDiagnosticMessage($"{what}: {(_clock.Elapsed - began).TotalSeconds:0.0} s");
    }
}
