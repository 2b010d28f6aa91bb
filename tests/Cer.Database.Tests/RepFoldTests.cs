using Cer.Domain.Community;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Database.Tests;

/// <summary>Nothing of fewer than five members is told, not even as the difference of what is told.</summary>
public class RepFoldTests(PostgresFixture postgres)
{
    private static readonly string[] Groups = ["association", "business", "condominium", "household", "public"];

    [Fact]
    public void Whatever_the_groups_are_none_that_is_told_is_small_and_what_is_left_is_nothing_or_all() => Prop.ForAll(
        Gen.Choose(0, 9).ArrayOf(Groups.Length).ToArbitrary(),
        sizes =>
        {
            var groups = Groups.Zip(sizes).Where(group => group.Second > 0)
                .ToDictionary(group => group.First, group => group.Second, StringComparer.Ordinal);
            var told = FoldAsync(groups).GetAwaiter().GetResult();
            var sums = told.Where(group => group.Value is not null).GroupBy(group => group.Value!)
                .Select(sum => sum.Sum(group => groups[group.Key])).ToArray();
            Assert.All(sums, sum => Assert.True(sum >= Anonymity.Fewest));
            var left = told.Where(group => group.Value is null).Sum(group => groups[group.Key]);
            // Who takes what is told from the whole finds nothing; or nothing is told, and the whole is of a few.
            Assert.True(left == 0 || (sums.Length == 0 && left < Anonymity.Fewest));
            Assert.Equal(RepFolding.Fold(groups), told);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("household 15, business 7, association 2", "household household, business other, association other")]
    [InlineData("household 15, business 3, association 2", "household household, business other, association other")]
    [InlineData("household 5, business 1", "household other, business other")]
    [InlineData("household 4", "household ")]
    [InlineData("business 5, household 5", "business business, household household")]
    [InlineData("business 5, household 5, public 1", "business other, household household, public other")]
    public async Task Small_groups_go_into_others_and_others_take_the_smallest_of_the_bigger(string groups, string expected)
    {
        var told = await FoldAsync(Read(groups).ToDictionary(pair => pair.Name, pair => int.Parse(pair.Value, null)));
        Assert.Equal(Read(expected).ToDictionary(pair => pair.Name, pair => pair.Value), told.ToDictionary(p => p.Key, p => p.Value ?? ""));
    }

    private static IEnumerable<(string Name, string Value)> Read(string text) =>
        text.Split(", ").Select(part => part.Split(' ')).Select(part => (part[0], part[1]));

    private async Task<Dictionary<string, string?>> FoldAsync(Dictionary<string, int> groups)
    {
        await using var command = postgres.App.CreateCommand("select kind, told_as from core.fold($1, $2)");
        command.Parameters.Add(new() { Value = groups.Keys.ToArray() });
        command.Parameters.Add(new() { Value = groups.Values.ToArray() });
        await using var row = await command.ExecuteReaderAsync();
        var told = new Dictionary<string, string?>(StringComparer.Ordinal);
        while (await row.ReadAsync()) told.Add(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1));
        return told;
    }
}
