using System.Diagnostics;
using System.Globalization;
using Cer.Database.Tests;
using Cer.Operations.Dashboards;
using Cer.Operations.Dashboards.Sql;
using Cer.Operations.People;
using Cer.Storage.Dashboards;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Cer.Benchmarks.Boards;

/// <summary>
/// The data of every panel of the municipality's dashboard, with nothing kept and with all of it kept, for the dashboard's own span
/// and for the whole year; and each panel beside its bare statement on a connection of the same role.
/// </summary>
internal static class BoardBench
{
    private const int Times = 5;

    public static async Task RunAsync()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        var started = Stopwatch.GetTimestamp();
        var town = await BoardTown.CreateAsync(database);
        Console.WriteLine(Text($"made in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
        var board = Boards().Single(one => one.Uid == "cer-comune");
        await using var queries = new PanelQueries(database.RepAddress, null);
        await using var bare = NpgsqlDataSource.Create(database.RepAddress);
        var (first, end) = BoardTown.Span;
        foreach (var (name, range) in new[]
        {
            ("30 days", new SqlRange(end - Duration.FromDays(30), end)), ("the year", new SqlRange(first, end)),
        })
        {
            var ask = Ask(new HeardQueries(queries));
            var cold = await Median.OfAsync(
                () =>
                {
                    ask = Ask(new HeardQueries(queries));
                    return Task.CompletedTask;
                },
                () => AllAsync(ask, board, range, town));
            var cached = await Median.OfAsync(() => AllAsync(ask, board, range, town), () => AllAsync(ask, board, range, town));
            Console.WriteLine(Text(
                $"{name}: cold {cold.TotalMilliseconds:0} ms (target 1000), cached {cached.TotalMilliseconds:0.0} ms (target 100)"));
            foreach (var (panel, query) in Queries(board)) await BesideAsync(queries, bare, board, panel, query, range, town);
        }
    }

    public static IReadOnlyList<Board> Boards()
    {
        var folder = Path.Combine(BenchTown.Root, "grafana");
        string[] parts = [BoardSet.SharedFolder, BoardSet.MemberFolder, BoardSet.EnglishFolder];
        var files = parts.SelectMany(part => Directory.GetFiles(Path.Combine(folder, part), "*.json").Select(file => (part, file)));
        var set = BoardSet.Load(files.ToDictionary(one => one.part + Path.GetFileName(one.file), one => File.ReadAllBytes(one.file)));
        return set.Findings.Count == 0 ? set.Boards : throw new InvalidOperationException($"{set.Findings[0]}");
    }

    private static AskBoard Ask(IPanelQueries queries)
    {
        var run = new RunStatements(queries, TimeProvider.System);
        return new(run, new(run));
    }

    private static IEnumerable<(BoardPanel Panel, BoardQuery Query)> Queries(Board board) =>
        board.Panels.SelectMany(panel => panel.Queries.Select(query => (panel, query)));

    private static BoardViewer Staff => new(new(1, "bench", "Bench", "it", false, [new(Role.Operator, null, null, null)]));

    /// <summary>As a page asks: three panels at a time.</summary>
    private static Task AllAsync(AskBoard ask, Board board, SqlRange range, BoardTown town) => Parallel.ForEachAsync(
        Queries(board),
        new ParallelOptions { MaxDegreeOfParallelism = 3 },
        async (one, cancellation) => await PanelAsync(ask, board, one.Panel, one.Query, range, town));

    private static async Task PanelAsync(
        AskBoard ask, Board board, BoardPanel panel, BoardQuery query, SqlRange range, BoardTown town)
    {
        var outcome = await ask.PanelAsync(
            board,
            new(panel.Id, query.RefId, range, new Dictionary<string, string[]> { ["community"] = [Text($"{town.Community.Value}")] }),
            Staff,
            default);
        if (outcome is not BoardOutcome<PanelAnswer>.Found) throw new InvalidOperationException($"Panel {panel.Id}: {outcome}");
    }

    /// <summary>One panel with nothing kept, and its statement alone, by turns: the machine disturbs both alike.</summary>
    private static async Task BesideAsync(
        PanelQueries queries, NpgsqlDataSource bare, Board board, BoardPanel panel, BoardQuery query, SqlRange range, BoardTown town)
    {
        var (whole, alone) = (new double[Times], new double[Times]);
        for (var turn = -1; turn < Times; turn++)
        {
            var heard = new HeardQueries(queries);
            var ask = Ask(heard);
            // The variable is asked for once for all panels: it is no part of this one.
            await ask.ChoicesAsync(board, new Dictionary<string, string[]>(), Staff, default);
            var began = Stopwatch.GetTimestamp();
            await PanelAsync(ask, board, panel, query, range, town);
            var panels = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            began = Stopwatch.GetTimestamp();
            await ReadAsync(bare, heard.Last!);
            if (turn < 0) continue;
            (whole[turn], alone[turn]) = (panels, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        Array.Sort(whole);
        Array.Sort(alone);
        var (most, least) = (whole[Times / 2], alone[Times / 2]);
        Console.WriteLine(Text(
            $"  {panel.Id,2} {query.RefId} {panel.File.Title}: {most:0.0} ms, bare {least:0.0} ms, ratio {most / least:0.00} (bar 1.5)"));
    }

    private static async Task ReadAsync(NpgsqlDataSource bare, ExpandedSql sql)
    {
        await using var connection = await bare.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql.Text, connection);
        foreach (var value in sql.Parameters)
        {
            command.Parameters.Add(value is Instant instant
                ? new() { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = instant.ToDateTimeUtc() }
                : new() { NpgsqlDbType = NpgsqlDbType.Text, Value = value ?? DBNull.Value });
        }

        await using var reader = await command.ExecuteReaderAsync();
        var values = new object[reader.FieldCount];
        while (await reader.ReadAsync()) reader.GetValues(values);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
