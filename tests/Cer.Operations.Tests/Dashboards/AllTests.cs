using System.Globalization;
using Cer.Operations.Dashboards;
using Cer.Operations.Dashboards.Sql;
using Cer.Operations.People;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Tests.Dashboards;

/// <summary>All of a variable is every value of it, and where that cannot be, it is said.</summary>
public class AllTests
{
    private static readonly BoardViewer Staff = new(
        new(1, "x", "X", "it", false, [new(Role.Operator, new CommunityId(1), "c", null)]));

    private static readonly SqlRange May = new(Instant.FromUtc(2026, 4, 30, 22, 0), Instant.FromUtc(2026, 5, 31, 22, 0));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_of_1020_values_are_1020_and_the_last_may_be_chosen_alone()
    {
        var queries = new Plants(1020, false);
        var run = new RunStatements(queries, TimeProvider.System);
        var choose = new ChooseVariables(run);
        var board = Sample.Load().Boards.Single();
        var ask = new AskBoard(run, choose);
        foreach (var asked in new Dictionary<string, string[]>[] { [], new() { ["plant"] = ["$__all"] } })
        {
            var found = Assert.IsType<BoardOutcome<IReadOnlyList<ChosenVariable>>.Found>(
                await choose.RunAsync(board, asked, Staff, Cancellation));
            var plants = found.Answer.Single(one => one.Variable.Name == "plant");
            Assert.Equal(["$__all"], plants.Current);
            Assert.Equal(1020, plants.Choices.Count);
            Assert.IsType<BoardOutcome<PanelAnswer>.Found>(await ask.PanelAsync(board, new(2, "A", May, asked), Staff, Cancellation));
            // The community, and every plant.
            Assert.Equal(
                Enumerable.Range(1, 1020).Select(id => $"{id}").Prepend("1"), queries.Last!.Parameters.Select(value => (string)value!));
        }

        await ask.PanelAsync(board, new(2, "A", May, new Dictionary<string, string[]> { ["plant"] = ["1020"] }), Staff, Cancellation);
        Assert.Equal(["1", "1020"], queries.Last!.Parameters.Select(value => (string)value!));
    }

    [Fact]
    public async Task Of_more_values_than_an_answer_holds_all_is_refused_with_a_sentence_and_some_are_not()
    {
        var queries = new Plants(PanelTable.MostRows, true);
        var run = new RunStatements(queries, TimeProvider.System);
        var ask = new AskBoard(run, new(run));
        var board = Sample.Load().Boards.Single();
        // The board opens, and so does what asks for no plant.
        Assert.IsType<BoardOutcome<IReadOnlyList<ChosenVariable>>.Found>(
            await ask.ChoicesAsync(board, new Dictionary<string, string[]>(), Staff, Cancellation));
        Assert.IsType<BoardOutcome<PanelAnswer>.Found>(
            await ask.PanelAsync(board, new(1, "A", May, new Dictionary<string, string[]>()), Staff, Cancellation));
        Assert.Equal(
            new BoardOutcome<PanelAnswer>.Wrong(
                "Found more than 20000 values of plant to take all of, expected fewer: choose some of them."),
            await ask.PanelAsync(board, new(2, "A", May, new Dictionary<string, string[]>()), Staff, Cancellation));
        Assert.IsType<BoardOutcome<PanelAnswer>.Found>(await ask.PanelAsync(
            board, new(2, "A", May, new Dictionary<string, string[]> { ["plant"] = ["7", "20000"] }), Staff, Cancellation));
    }

    private sealed class Plants(int count, bool isCut) : IPanelQueries
    {
        public ExpandedSql? Last { get; private set; }

        public bool IsReady(Audience audience) => true;

        public Task<PanelRun> RunAsync(Audience audience, ExpandedSql sql, MemberDoor? member, CancellationToken cancellation)
        {
            Last = sql;
            var isPlants = sql.Text.StartsWith("SELECT id::text AS __value, name AS __text FROM rep.plant", StringComparison.Ordinal);
            object?[] values = [.. Enumerable.Range(1, isPlants ? count : 1).Select(id => id.ToString(CultureInfo.InvariantCulture))];
            return Task.FromResult<PanelRun>(new PanelRun.Done(
                new([new("__value", PanelFieldType.Text, values)], isPlants && isCut, 10)));
        }

        public Task<IReadOnlyList<int>> MembersAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<int>>([]);
    }
}
