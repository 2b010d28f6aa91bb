namespace Cer.Database.Tests;

/// <summary>The attack on what everybody is told sees a filter that is gone: each is taken away in a database of its own.</summary>
public class OpenMutationTests
{
    private const string Standing = "core.hour_standing";

    [Theory]
    [InlineData("running")]
    [InlineData("waiting")]
    [InlineData("few_members")]
    [InlineData("few_producers")]
    public async Task Without_one_of_the_filters_the_attack_finds_somebody(string filter)
    {
        await using var mutant = new PostgresFixture();
        await mutant.InitializeAsync();
        var attack = new OpenTests(mutant);
        await RunAsync(attack, filter);
        var view = await mutant.AskAsync<string>($"select pg_get_viewdef('{Standing}'::regclass)");
        Assert.Contains($"'{filter}'::text", view, StringComparison.Ordinal);
        await using (var change = mutant.Database.Admin.CreateCommand(
            $"create or replace view {Standing} as {view.Replace($"'{filter}'::text", "'told'::text", StringComparison.Ordinal)}"))
            await change.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(attack, filter));
    }

    private static async Task RunAsync(OpenTests attack, string filter)
    {
        if (filter is "running" or "waiting") await attack.An_hour_is_not_told_before_its_day_is_over_nor_while_a_point_is_missing();
        else attack.Whatever_the_community_is_nothing_told_less_what_the_asker_knows_is_of_fewer_than_five_who_did_not_agree();
    }
}
