using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Messaging.HomeAssistant;
using Cer.Operations.Alarms;
using Cer.Operations.Homes;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Homes;

/// <summary>Two notifications in Home Assistant, of what is open and of what is set up wrongly: each updates in place.</summary>
/// <remarks>
/// Who has put a notification away is not told the same again, nor less: only something new calls for him. It counts and does not name:
/// the words of an alarm may speak of a family.
/// </remarks>
internal sealed class HomeBell(
    HomeClient client, IHomeNotices notices, IAlarmStore alarms, IAlertStore alerts, HomeStanding standing, TimeProvider time)
{
    private const int Most = 200;
    private const string Open = "open";
    private const string Setup = "setup";

    /// <summary>Looks once.</summary>
    /// <exception cref="HomeFault">Home Assistant is away, or refuses.</exception>
    public async Task LookAsync(CommunitySummary community, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var raised = (await alarms.ListAsync(community.Id, Most, cancellation))
            .Where(alarm => alarm.ResolvedAt is null && !(alarm.MutedUntil > now)).ToArray();
        var silent = (await alerts.ListAsync(community.Id, Most, cancellation)).Where(alert => alert.ResolvedAt is null).ToArray();
        string[] open =
        [
            .. raised.Select(alarm => string.Create(CultureInfo.InvariantCulture, $"alarm {alarm.Id}")),
            .. silent.Select(alert => $"{alert.Kind} {alert.Device} {InstantPattern.General.Format(alert.Since)}"),
        ];
        await TellAsync(community, Open, $"{community.Name}: avvisi aperti", Words(raised, silent.Length), open, cancellation);
        var hints = standing.Hints;
        await TellAsync(
            community,
            Setup,
            $"{community.Name}: collegamento da sistemare",
            string.Join('\n', hints.Select(hint => $"- {hint}")),
            hints,
            cancellation);
    }

    private async Task TellAsync(
        CommunitySummary community, string key, string title, string text, IReadOnlyList<string> things, CancellationToken cancellation)
    {
        var id = $"cer_{HomeNames.SlugOf(community.Code, community.Id)}_{key}";
        var told = await notices.ToldAsync(community.Id, key, cancellation);
        if (things.Count == 0)
        {
            if (told is null) return;
            await client.CallServiceAsync(
                "persistent_notification", "dismiss", new JsonObject { ["notification_id"] = id }, null, cancellation);
            await notices.KeepAsync(community.Id, key, null, cancellation);
        }
        else if (told is null || !things.ToHashSet(StringComparer.Ordinal).SetEquals(told))
        {
            var isNew = things.Except(told ?? [], StringComparer.Ordinal).Any();
            if (!isNew && !await StandsAsync(id, cancellation))
            {
                await notices.KeepAsync(community.Id, key, things, cancellation);
                return;
            }

            var notification = new JsonObject { ["notification_id"] = id, ["title"] = title, ["message"] = text };
            await client.CallServiceAsync("persistent_notification", "create", notification, null, cancellation);
            await notices.KeepAsync(community.Id, key, things, cancellation);
        }
    }

    /// <summary>Whether nobody has put it away. Source: the websocket command of the integration persistent_notification.</summary>
    private async Task<bool> StandsAsync(string id, CancellationToken cancellation)
    {
        try
        {
            var all = await client.AskAsync("persistent_notification/get", null, cancellation);
            return all.ValueKind == JsonValueKind.Array && all.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.Object
                && one.TryGetProperty("notification_id", out var known) && known.ValueEquals(id));
        }
        catch (HomeFault fault) when (fault.Code == HomeFault.UnknownCommand)
        {
            // Then it counts too many until there is something new, which is better than a notification that comes back.
            return false;
        }
    }

    private static string Words(IReadOnlyCollection<Alarm> raised, int silent)
    {
        List<string> parts = [];
        Add(raised.Count(alarm => alarm.What.Severity == "critical"), "critico", "critici");
        Add(raised.Count(alarm => alarm.What.Severity == "warning"), "di attenzione", "di attenzione");
        Add(raised.Count(alarm => alarm.What.Severity == "info"), "informativo", "informativi");
        Add(silent, "da un dispositivo", "da dispositivi");
        return $"Avvisi aperti: {string.Join(", ", parts)}. Dettagli in CerAutomation, pagina Avvisi.";

        void Add(int count, string one, string many)
        {
            if (count > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}"));
        }
    }
}
