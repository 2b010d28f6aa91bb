using Cer.Operations.Dashboards;
using Cer.Operations.People;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Looks;

/// <summary>Notes that somebody of the staff opens totals of so few that they are one member's, or a few members'.</summary>
/// <remarks>Noted for each of them, once a day for each person and page, and before anything is answered.</remarks>
public sealed class NoteTotals(ILookStore looks, IDifferences differences, TimeProvider time)
{
    // For so long it is not asked again whether it is noted: pages ask for the same days again and again.
    private static readonly TimeSpan Known = TimeSpan.FromMinutes(5);
    private const int MostKnown = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(int Person, long? Program, string Page, int Community, string Days), long> _noted = [];

    /// <param name="person">Who asks.</param>
    /// <param name="token">By which token of the person a program asks; null when the person does.</param>
    /// <param name="community">Whose totals.</param>
    /// <param name="page">The address as it is mapped, or that of the dashboard.</param>
    /// <param name="days">The days of Rome that are looked at.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task RunAsync(
        Person person,
        long? token,
        CommunityId community,
        string page,
        IReadOnlyCollection<DateInterval> days,
        CancellationToken cancellation)
    {
        var roles = person.Roles.Where(role => role.Community is null || role.Community == community).ToArray();
        string[] words =
        [
            .. roles.Where(role => !RoleWords.Private.Contains(role.Role)).Select(role => role.Role.Word())
                .Distinct().Order(StringComparer.Ordinal),
        ];
        // Who has no role there is not answered either.
        if (words.Length == 0 || days.Count == 0) return;
        var key = (person.Id, token, page, community.Value, string.Join(' ', days));
        lock (_lock)
            if (_noted.TryGetValue(key, out var at) && time.GetElapsedTime(at) < Known) return;
        // Somebody's own are no look, whatever else he is.
        var members = (await differences.MembersAsync(community, days, cancellation))
            .Except(roles.Where(role => role.Role == Role.Member).Select(role => role.Member).OfType<int>()).ToArray();
        if (members.Length > 0) await looks.NoteTotalsAsync(community, members, person.Id, token, words, page, cancellation);
        lock (_lock)
        {
            if (_noted.Count >= MostKnown) _noted.Clear();
            _noted[key] = time.GetTimestamp();
        }
    }
}
