using System.Globalization;
using Cer.Host.Data;
using Cer.Host.Workflows;
using Cer.Storage.Workflows;
using Cer.Workflows.Hosting;
using Npgsql;

namespace Cer.Host.Doctor;

/// <summary>Whether each workflow with a schedule ran when it should, as the database has it: the server need not be up.</summary>
internal static class FlowChecks
{
    public static async Task<Finding> RunAsync(NpgsqlDataSource db, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            var flows = await new FlowWatch(db).ListAsync(null, cancellation);
            var pulses = flows.Select(flow => Pulse.Of(flow, now, HeartbeatService.Grace)).OfType<Pulse>().ToList();
            if (flows.Count == 0) return new("no workflow with a schedule is published");
            if (pulses.Count == 0) return new(string.Create(
                CultureInfo.InvariantCulture, $"{flows.Count} workflows with a schedule run when they should"));
            var more = pulses.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", and {pulses.Count - 1} more");
            return new(
                PulseWords.English(pulses[0]) + more,
                pulses[0].Kind == PulseKind.Failed
                    ? "the page of workflows shows the run; mended, have it go on or wait for the next"
                    : "see that the server runs (./install.sh --status), and what its log says of workflows");
        }
        catch (NpgsqlException failure)
        {
            return new($"whether workflows ran cannot be seen: {DatabaseFault.Reason(failure)}", "mend what is said of the database");
        }
    }
}
