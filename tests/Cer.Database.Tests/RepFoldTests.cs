using Cer.Domain.Community;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Database.Tests;

/// <summary>Nothing of fewer than six members is told, so that five are left beside whoever is one of them,
/// not even as the difference of what is told, nor of neighbouring hours.</summary>
public class RepFoldTests(PostgresFixture postgres)
{
    private const int Hours = 3;

    private static readonly string[] Groups = ["association", "business", "condominium", "household", "public"];

    [Fact]
    public void Whatever_the_groups_of_a_day_are_no_sum_of_an_hour_is_small_unless_all_of_the_hour_are_few() => Prop.ForAll(
        Gen.Choose(0, 9).ArrayOf(Groups.Length * Hours).ToArbitrary(),
        sizes =>
        {
            var groups = Groups.Select((name, place) => (name, Hours: sizes[(place * Hours)..((place + 1) * Hours)]))
                .Where(group => group.Hours.Any(members => members > 0))
                .ToDictionary(group => group.name, group => group.Hours, StringComparer.Ordinal);
            if (groups.Count == 0) return;
            // An hour of which nobody is known has no rows.
            var known = Enumerable.Range(0, Hours).Where(hour => groups.Values.Any(group => group[hour] > 0)).ToArray();
            groups = groups.ToDictionary(
                group => group.Key, group => known.Select(hour => group.Value[hour]).ToArray(), StringComparer.Ordinal);
            var told = FoldAsync(groups).GetAwaiter().GetResult();
            for (var hour = 0; hour < known.Length; hour++)
            {
                var all = groups.Sum(group => group.Value[hour]);
                Assert.All(
                    told.GroupBy(group => group.Value).Select(sum => sum.Sum(group => groups[group.Key][hour])),
                    sum => Assert.True(sum == 0 || sum >= Anonymity.FewestTold || sum == all));
            }

            Assert.Equal(RepFolding.Fold(groups), told);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("household 15, business 7, association 2", "household household, business other, association other")]
    [InlineData("household 15, business 3, association 3", "household household, business other, association other")]
    [InlineData("household 6, business 1", "household other, business other")]
    [InlineData("household 5", "household other")]
    [InlineData("business 6, household 6", "business business, household household")]
    [InlineData("business 6, household 5", "business other, household other")]
    [InlineData("business 6, household 6, public 1", "business other, household household, public other")]
    // Six firms but in the second hour: they are among the others in all of them.
    [InlineData("household 9/9, business 6/5, public 1/1", "household household, business other, public other")]
    [InlineData("household 9/9, business 6/0, public 7/7", "household household, business other, public public")]
    [InlineData("household 9/9, business 6/2, public 7/7", "household household, business other, public other")]
    public async Task Small_groups_go_into_others_for_the_whole_day_and_others_take_the_smallest_of_the_bigger(
        string groups, string expected)
    {
        var told = await FoldAsync(Read(groups).ToDictionary(
            pair => pair.Name, pair => pair.Value.Split('/').Select(one => int.Parse(one, null)).ToArray()));
        Assert.Equal(Read(expected).ToDictionary(pair => pair.Name, pair => pair.Value), told);
    }

    private static IEnumerable<(string Name, string Value)> Read(string text) =>
        text.Split(", ").Select(part => part.Split(' ')).Select(part => (part[0], part[1]));

    private async Task<Dictionary<string, string>> FoldAsync(Dictionary<string, int[]> groups)
    {
        var rows = groups.SelectMany(group => group.Value.Select((members, hour) => (group.Key, Hour: hour, Members: members)))
            .Where(row => row.Members > 0).ToArray();
        await using var command = postgres.App.CreateCommand("select kind, told_as from core.fold_day($1, $2, $3)");
        command.Parameters.Add(new() { Value = rows.Select(row => row.Key).ToArray() });
        command.Parameters.Add(new() { Value = rows.Select(row => row.Hour).ToArray() });
        command.Parameters.Add(new() { Value = rows.Select(row => row.Members).ToArray() });
        await using var row = await command.ExecuteReaderAsync();
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await row.ReadAsync()) told.Add(row.GetString(0), row.GetString(1));
        return told;
    }
}
