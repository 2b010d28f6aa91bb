using System.Collections.Concurrent;
using Cer.Host.Tests.People;
using Cer.Operations.People;

namespace Cer.Host.Tests.Wall;

/// <summary>A member's data leaves by no door: every address, asked by everybody it is not for, with all of one member's ids.</summary>
[Collection(WallCollection.Name)]
public class WallTests(WallFixture fixture)
{
    private const int AtOnce = 8;

    private readonly CaughtLog _log = fixture.Log;
    private readonly PeopleServer _server = fixture.Server;
    private readonly WalledTown _town = fixture.Town;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_answer_header_table_page_or_log_line_tells_a_stranger_anything_of_the_marked_member()
    {
        var doors = Door.Of(_server.App);
        var taught = await Taught.OfAsync(_town);
        Assert.Empty(doors.SelectMany(taught.Unknown));
        var strangers = await Caller.StrangersAsync(_server, _town);
        var before = await StandingAsync();
        var matrix = new WallMatrix(strangers);
        var faults = new ConcurrentQueue<string>();
        foreach (var caller in strangers) await CallAsync(caller, doors, taught, matrix, faults);
        matrix.Write();
        TestContext.Current.TestOutputHelper?.WriteLine(matrix.Summary);
        Assert.True(matrix.Calls > 10_000, matrix.Summary);
        // What was asked has changed nothing of his either.
        if (await StandingAsync() is var after && after != before) faults.Enqueue($"His account stands otherwise: {before} | {after}");

        // The marks are there: whom it concerns is told them, so a hole would have been seen.
        var seen = new WallMatrix([]);
        foreach (var caller in await Caller.EntitledAsync(_server, _town))
        {
            await CallAsync(
                caller, [.. doors.Where(door => door.Method == "GET" || BoardCalls.IsOne(door))], taught, seen, faults);
        }

        Tell("told to nobody", _town.Markers.All.Except(seen.Told).Except(WallSeed.OtherWritings), WallSeed.ToldToNobody);
        // Wherever the staff is told his figures, it is noted.
        Tell(
            "tells figures without a note",
            doors.Where(door => !door.IsLooked && seen.ToldFigures.ContainsKey($"administrator {door}"))
                .Select(door => $"{door}: {seen.ToldFigures[$"administrator {door}"]}"),
            WallSeed.FiguresWithoutALook);
        // Whoever asks, the log names nobody.
        foreach (var line in _log.Lines.Where(line => _town.Markers.In(line).Count > 0).Take(20)) faults.Enqueue($"log: {line}");
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Take(60)));

        void Tell(string what, IEnumerable<string> found, IReadOnlyCollection<string> known)
        {
            var all = found.ToArray();
            foreach (var one in all.Except(known)) faults.Enqueue($"{what}: {one}");
            foreach (var one in known.Except(all)) faults.Enqueue($"no longer {what}: {one}");
        }
    }

    // By the database alone: the pages ask it for the member of the session, and this filter says who that is.
    [Fact]
    public async Task Without_the_filter_of_the_session_the_attack_finds_the_figures_of_today_and_of_may()
    {
        var role = new PersonRole(Role.Member, _town.Community, WalledTown.Here, _town.Anna);
        var anna = new Caller("member", (await _server.SignedInAsync(role)).Token, null);
        var doors = Door.Of(_server.App).Where(door => BoardCalls.IsOne(door)
            || (door.Method == "GET" && door.Pattern.StartsWith("/api/mine", StringComparison.Ordinal))).ToArray();
        var taught = await Taught.OfAsync(_town);
        Assert.Empty(await AttackAsync());
        var filter = await _server.AskAsync<string>("select pg_get_functiondef('mine.chosen()'::regprocedure)");
        await _server.RunAsync(
            $"""
            create or replace function mine.chosen() returns table (community_id int, member_id int)
            language sql stable security definer set search_path = pg_catalog, pg_temp
            as 'select {_town.Community.Value}, {_town.Bruno}'
            """);
        try
        {
            // Nobody is told again what was found a moment ago.
            _server.Clock.Move(TimeSpan.FromMinutes(10));
            var found = await AttackAsync();
            foreach (var figure in (string[])["8.234561", "7.123457"])
                Assert.Contains(found, fault => fault.Contains($"tells {figure}", StringComparison.Ordinal));
        }
        finally
        {
            await _server.RunAsync(filter);
            _server.Clock.Move(TimeSpan.FromMinutes(10));
        }

        Assert.Empty(await AttackAsync());

        async Task<ConcurrentQueue<string>> AttackAsync()
        {
            var faults = new ConcurrentQueue<string>();
            await CallAsync(anna, doors, taught, new([anna]), faults);
            return faults;
        }
    }

    private async Task CallAsync(
        Caller caller, IReadOnlyList<Door> doors, Taught taught, WallMatrix matrix, ConcurrentQueue<string> faults)
    {
        // What is bounded by the minute begins anew for everybody.
        _server.Clock.Move(TimeSpan.FromSeconds(61));
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = _server.Address,
        };
        // Leaving is the last thing that somebody does.
        var calls = doors.Where(caller.Asks)
            .SelectMany(door => taught.Calls(door).Take(caller.MostVariants).Select(call => (Door: door, Call: call)))
            .OrderBy(one => one.Door.ToString() == "DELETE /api/session");
        await Parallel.ForEachAsync(
            calls.Where(one => one.Door.ToString() != "DELETE /api/session"),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancellation },
            async (one, _) => await AskAsync(one.Door, one.Call));
        foreach (var (door, call) in calls.Where(one => one.Door.ToString() == "DELETE /api/session")) await AskAsync(door, call);

        async Task AskAsync(Door door, Taught.Call call)
        {
            using var request = caller.Request(door.Method, call.Path, call.Body);
            using var response = await client.SendAsync(request, Cancellation);
            var status = (int)response.StatusCode;
            var body = await response.Content.ReadAsByteArrayAsync(Cancellation);
            // A handler whose answer is thrown away tells nobody's data, and everybody nothing.
            if (door.Method == "GET" && status == 200 && body.Length == 0)
                faults.Enqueue($"{caller.Name}: {door.Method} {call.Path} -> 200 without a body");
            var found = _town.Markers.In(body)
                .Concat(_town.Markers.In($"{response.Headers} {response.Content.Headers}")).Distinct()
                // What somebody sent, he may be shown.
                .Where(marker => !Sent(call).Contains(marker, StringComparison.OrdinalIgnoreCase)).ToArray();
            matrix.Note(door, caller, status, found, $"{call.Path} {call.Body}");
            if (caller.Entitled) return;
            foreach (var marker in found)
                faults.Enqueue($"{caller.Name}: {door.Method} {call.Path} -> {status} tells {marker}");
            if (status >= 500 && status != 503) faults.Enqueue($"{caller.Name}: {door.Method} {call.Path} -> {status}");
        }
    }

    private static string Sent(Taught.Call call) => $"{Uri.UnescapeDataString(call.Path)} {call.Body}";

    /// <summary>How the marked member's account stands, as one text.</summary>
    private Task<string> StandingAsync() => _server.AskAsync<string>(
        """
        select concat_ws(' ', person.enabled, person.email, person.name, person.login,
          (select count(*) from core.person_role where person_id = $1),
          (select count(*) from core.person_role where community_id = $2),
          (select count(*) from core.invite where person_id = $1),
          (select count(*) from core.person_session where person_id = $1),
          (select max(version) from core.definition where community_id = $2),
          (select count(*) from core.mend where community_id = $2),
          (select count(*) from core.consent where community_id = $2),
          (select count(*) from core.tax_profile where community_id = $2))
        from core.person as person where id = $1
        """,
        _town.Person,
        _town.Community.Value);
}
