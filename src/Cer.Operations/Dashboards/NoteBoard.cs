using System.Globalization;
using Cer.Operations.Looks;
using Cer.Operations.People;
using Cer.Operations.Ports;

namespace Cer.Operations.Dashboards;

/// <summary>Notes that somebody of the staff opens totals of so small a community that they are one member's, or a few members'.</summary>
/// <remarks>Noted for each of them, once a day for each person and dashboard, and before anything is answered.</remarks>
public sealed class NoteBoard(ILookStore looks, IDifferences differences, TimeProvider time)
{
    // For so long it is not asked again whether it is noted: a board asks for many panels at once.
    private static readonly TimeSpan Known = TimeSpan.FromMinutes(5);
    private const int MostKnown = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(int Person, long? Program, string Board, int Community), long> _noted = [];

    public async Task RunAsync(
        Board board, BoardViewer viewer, IReadOnlyList<ChosenVariable> chosen, CancellationToken cancellation)
    {
        if (board.Audience != Audience.Staff || viewer.Person is not { } person) return;
        if (chosen.FirstOrDefault(one => one.Variable.Name == BoardVariable.Community)?.Values is not [{ } text]
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return;
        var key = (person.Id, viewer.Program, board.Uid, number);
        lock (_lock)
            if (_noted.TryGetValue(key, out var at) && time.GetElapsedTime(at) < Known) return;
        var community = new CommunityId(number);
        var roles = person.Roles.Where(role => role.Community is null || role.Community == community).ToArray();
        // Somebody's own are no look, whatever else he is.
        var members = (await differences.MembersAsync(community, cancellation))
            .Except(roles.Where(role => role.Role == Role.Member).Select(role => role.Member).OfType<int>()).ToArray();
        string[] words =
        [
            .. roles.Where(role => !RoleWords.Private.Contains(role.Role)).Select(role => role.Role.Word())
                .Distinct().Order(StringComparer.Ordinal),
        ];
        if (members.Length > 0 && words.Length > 0)
            await looks.NoteBoardAsync(community, members, person.Id, viewer.Program, words, board.Uid, cancellation);
        lock (_lock)
        {
            if (_noted.Count >= MostKnown) _noted.Clear();
            _noted[key] = time.GetTimestamp();
        }
    }
}
