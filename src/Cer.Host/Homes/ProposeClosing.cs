using System.Globalization;
using Cer.Domain;
using Cer.Operations.Alarms;
using Cer.Operations.Closing;
using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Workflows.Definitions;
using Cer.Workflows.Hosting;
using NodaTime;
using Npgsql;

namespace Cer.Host.Homes;

/// <summary>Somebody in Home Assistant proposes to close the oldest month that is open: it is put before the people who may.</summary>
/// <remarks>
/// It becomes a task of the shipped workflow, for operators and approvers; where somebody took that away, an alarm. It closes
/// nothing, approves nothing and pays nothing. Asked again for the same month while the task is open, the same task stands; once
/// it was answered and the month is still open, there is a new one.
/// </remarks>
internal sealed class ProposeClosing(
    IRunStore runs,
    ViewClosing view,
    InstanceDesk flows,
    IInstanceReader instances,
    RaiseAlarms raise,
    NpgsqlDataSource db,
    TimeProvider time)
{
    public const string Kind = "closing_proposed";

    /// <summary>The shipped workflow that is the task.</summary>
    public const string Flow = "proposta-chiusura";

    private const string Who = "home assistant";
    private static readonly CultureInfo Italian = CultureInfo.GetCultureInfo("it-IT");

    /// <summary>Proposes; the month, null when none that is over and settled is open.</summary>
    public async Task<YearMonth?> RunAsync(CommunityId community, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var running = now.InZone(MarketHour.Rome).Date.ToYearMonth();
        var open = (await runs.MonthsAsync(community, cancellation))
            .Where(row => row.State is MonthState.Open or MonthState.Provisional && row.Settled.Month < running)
            .OrderBy(row => row.Settled.Month).FirstOrDefault();
        if (open is null) return null;
        var month = open.Settled.Month;
        var page = await view.RunAsync(community, new(month.Year, month.Month), cancellation);
        var words = month.OnDayOfMonth(1).ToString("MMMM uuuu", Italian);
        var detail = page.Blocks.Count == 0
            ? "Niente lo impedisce: decide chi è autorizzato, nella pagina del mese."
            : string.Create(Italian, $"Punti che ancora lo impediscono: {page.Blocks.Count}. Vedere la pagina del mese.");
        var word = string.Create(CultureInfo.InvariantCulture, $"{month.Year:0000}-{month.Month:00}");
        var input = new OrderedDictionary<string, object?> { ["Mese"] = word, ["MeseInParole"] = words, ["Stato"] = detail };
        try
        {
            var key = await KeyAsync(community, word, cancellation);
            await flows.StartAsync(community.Value, Flow, input, word, key, cancellation);
        }
        catch (DefinitionException)
        {
            var alarm = new NewAlarm(
                $"home/closing/{word}", Kind, "info", $"Proposta da Home Assistant: chiudere {words}", detail, now);
            await OneTransaction.RunAsync(
                db, () => raise.RunAsync(community, [alarm], null, Who, now, cancellation), cancellation);
        }

        return month;
    }

    /// <summary>The same until the newest proposal of the month has ended.</summary>
    private async Task<string> KeyAsync(CommunityId community, string month, CancellationToken cancellation)
    {
        const int Page = 100;
        for (var from = 0; ; from += Page)
        {
            var some = await instances.ListAsync(community.Value, Flow, null, from, Page, cancellation);
            if (some.FirstOrDefault(one => one.CorrelationId == month && one.FinishedAt is not null) is { } last)
                return $"home/closing/{month}/{last.Id}";
            if (some.Count < Page) return $"home/closing/{month}";
        }
    }
}
