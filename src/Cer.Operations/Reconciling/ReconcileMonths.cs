using System.Globalization;
using Cer.Operations.Alarms;
using Cer.Operations.Closing;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>Holds the months of a year against GSE's statements and the bank, keeps what comes of it, and raises an alarm for each
/// discrepancy; a closed month in which all three agree becomes reconciled.</summary>
public sealed class ReconcileMonths(
    ReadReconciliation read,
    IReconciliationStore kept,
    IClosingStore closing,
    PassMonth pass,
    RaiseAlarms alarms,
    IOneAct act,
    TimeProvider time) : IDisposable
{
    /// <summary>Below this key lie the alarms of months.</summary>
    public const string AlarmKey = "gse";

    private const string AlarmKind = "gse_difference";
    private static readonly CultureInfo Italian = CultureInfo.GetCultureInfo("it-IT");

    // Settling a month again many times takes a processor and the month's readings: one at a time.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The year; months without statement or credit are left out. Null when the community has no definition.</summary>
    public async Task<int?> RunAsync(CommunityId community, int year, string who, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (await read.YearAsync(community, year, cancellation) is not { } ground) return null;
            foreach (var state in ground.States)
            {
                cancellation.ThrowIfCancellationRequested();
                var row = ground.Rows[state.Ground.Month];
                var material = await read.MaterialAsync(community, row, cancellation);
                await KeepAsync(community, row, Reconciliation.Month(state, material), ground.Numbers, who, cancellation);
            }

            return ground.Count;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task KeepAsync(
        CommunityId community, MonthRow row, ReconciledMonth month, RegistryNumbers numbers, string who, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        await act.RunAsync(
            async () =>
            {
                await kept.KeepAsync(
                    community,
                    new(row.Settled.Month, 0, month.Agreement, row.RunId, month.PaymentDue, ReconciliationJson.Of(month, numbers), now),
                    who,
                    now,
                    cancellation);
                NewAlarm[] told = [.. Discrepancy.Of(month).Select(one => AlarmOf(one, numbers, now))];
                return await alarms.RunAsync(community, told, $"{AlarmKey}/{month.Month}", who, now, cancellation);
            },
            cancellation);
        if (month.Agreement != Agreement.Agrees || row.State != MonthState.Closed) return;
        if (await closing.StandingAsync(community, row.Settled.Month, cancellation) is not { } standing) return;
        await pass.RunAsync(
            community, month.Month, MonthState.Reconciled, standing.Revision, who, false,
            "Maturato, comunicato dal GSE e incassato coincidono entro le tolleranze.", cancellation);
    }

    private static NewAlarm AlarmOf(Discrepancy one, RegistryNumbers numbers, Instant now)
    {
        var month = one.Month.FirstDay.ToDateOnly().ToString("MMMM yyyy", Italian);
        var rows = one.Rows.GroupBy(row => row.Key.Item).Select(item => CauseWords.Of(item.Key));
        return new(
            $"{AlarmKey}/{one.Month}/{one.KeyOf(numbers.Points)}",
            AlarmKind,
            one.Cause?.Kind is CauseKind.MinimumPayout or CauseKind.Rounding or CauseKind.LateData ? "info" : "warning",
            $"Conto del GSE di {month}: {CauseWords.Title(one)}",
            $"Differiscono: {string.Join(", ", rows)}. Vedere la pagina Riconciliazione.",
            now)
        {
            Figures = one.Eur == 0 ? [] : [new("differenza", one.Eur, "EUR")],
        };
    }
}
