using System.Globalization;
using System.Text;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using Cer.Exchange.Rows;
using Cer.Operations.Board;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Settlement.Detecting;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Database.Tests;

/// <summary>Who takes an estimate back takes that alone: what lists and devices have told beside it or since goes on standing.</summary>
public class MendedListTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(EnergyFlow.Injected)]
    [InlineData(EnergyFlow.Withdrawn)]
    public async Task What_a_collector_told_after_an_estimate_stands_when_the_estimate_is_taken_back(EnergyFlow flow)
    {
        // The box was off, a clerk estimated one direction, the box came back and told both.
        var (community, mends) = await BeginAsync();
        var mend = await mends.EstimateAsync(flow, 5m);
        await TellAsync(community, 6m, null);
        await TellAsync(community, null, 2m);
        await WithdrawAsync(mends, mend);
        Assert.Equal((6m, 2m), await NoonAsync(community));
    }

    [Theory]
    [InlineData(EnergyFlow.Injected)]
    [InlineData(EnergyFlow.Withdrawn)]
    public async Task Of_a_list_of_the_other_direction_only_the_estimate_goes(EnergyFlow flow)
    {
        var (community, mends) = await BeginAsync();
        var mend = await mends.EstimateAsync(flow, 5m);
        (decimal?, decimal?) other = flow == EnergyFlow.Injected ? (null, 2m) : (2m, null);
        await TellAsync(community, other.Item1, other.Item2);
        await WithdrawAsync(mends, mend);
        Assert.Equal(other, await NoonAsync(community));
    }

    [Theory]
    [InlineData(EnergyFlow.Injected)]
    [InlineData(EnergyFlow.Withdrawn)]
    public async Task What_had_been_told_before_the_estimate_stands_again_beside_what_came_since(EnergyFlow flow)
    {
        var (community, mends) = await BeginAsync();
        await TellAsync(community, 1m, 1m);
        var mend = await mends.EstimateAsync(flow, 5m);
        (decimal?, decimal?) other = flow == EnergyFlow.Injected ? (null, 2m) : (2m, null);
        await TellAsync(community, other.Item1, other.Item2);
        await WithdrawAsync(mends, mend);
        Assert.Equal((other.Item1 ?? 1m, other.Item2 ?? 1m), await NoonAsync(community));
    }

    [Theory]
    [InlineData(EnergyFlow.Injected, null)]
    [InlineData(EnergyFlow.Injected, 7.0)]
    [InlineData(EnergyFlow.Withdrawn, null)]
    [InlineData(EnergyFlow.Withdrawn, 7.0)]
    public async Task A_devices_whole_message_between_has_had_its_say_of_all(EnergyFlow flow, double? told)
    {
        var (community, mends) = await BeginAsync();
        await TellAsync(community, 1m, 1m);
        var mend = await mends.EstimateAsync(flow, 5m);
        var value = (decimal?)told;
        var whole = flow == EnergyFlow.Injected ? (value, (decimal?)3m) : (3m, value);
        await postgres.Readings.AppendAsync(community, IntakeSource.Mqtt, [Estimated(whole.Item1, whole.Item2)], Cancellation);
        Assert.Equal(whole, await NoonAsync(community));
        (decimal?, decimal?) other = flow == EnergyFlow.Injected ? (null, 4m) : (4m, null);
        await TellAsync(community, other.Item1, other.Item2);
        await WithdrawAsync(mends, mend);
        Assert.Equal((other.Item1 ?? value, other.Item2 ?? value), await NoonAsync(community));
    }

    [Fact]
    public async Task Estimates_of_both_directions_are_taken_back_in_any_order()
    {
        var (community, mends) = await BeginAsync();
        await TellAsync(community, 1m, 2m);
        var given = await mends.EstimateAsync(EnergyFlow.Injected, 5m);
        var taken = await mends.EstimateAsync(EnergyFlow.Withdrawn, 6m);
        await WithdrawAsync(mends, given);
        Assert.Equal((1m, 6m), await NoonAsync(community));
        await WithdrawAsync(mends, taken);
        Assert.Equal((1m, 2m), await NoonAsync(community));
    }

    [Fact]
    public async Task A_quarter_has_the_quality_it_had_when_an_estimate_is_taken_back()
    {
        var (community, mends) = await BeginAsync();
        await SendAsync(community, Estimated(1m, 2m) with { Quality = Quality.Calculated });
        var mend = await mends.EstimateAsync(EnergyFlow.Injected, 1m);
        Assert.Equal(Quality.Estimated, (await StandingAsync(community))?.Quality);
        await WithdrawAsync(mends, mend);
        Assert.Equal(Quality.Calculated, (await StandingAsync(community))?.Quality);
    }

    [Fact]
    public void Whatever_is_told_estimated_and_taken_back_each_direction_stands_as_its_last_word_that_holds() =>
        Prop.ForAll(Acts().ToArbitrary(), acts => HoldsAsync(acts).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithEndSize(14));

    private async Task HoldsAsync(Act[] acts)
    {
        var (community, mends) = await BeginAsync();
        // The rule said again: a pile of words for each direction, of which an estimate that is taken back is drawn out.
        var piles = new[] { new List<(decimal? Value, long? Mend)>(), [] };
        var standing = () => (Top(0), Top(1));
        decimal? Top(int flow) => piles[flow].Count == 0 ? null : piles[flow][^1].Value;
        foreach (var act in acts)
        {
            decimal?[] told = [act.Injected, act.Withdrawn];
            switch (act.Kind)
            {
                case 0 when act is not { Injected: null, Withdrawn: null }:
                    for (var flow = 0; flow < 2; flow++)
                        if (told[flow] is { } value && value != Top(flow)) piles[flow].Add((value, null));
                    await TellAsync(community, act.Injected, act.Withdrawn);
                    break;
                case 1 when act is not { Injected: null, Withdrawn: null } && standing() != (act.Injected, act.Withdrawn):
                    for (var flow = 0; flow < 2; flow++) piles[flow].Add((told[flow], null));
                    var whole = Estimated(act.Injected, act.Withdrawn);
                    await postgres.Readings.AppendAsync(community, IntakeSource.Mqtt, [whole], Cancellation);
                    break;
                case 2:
                    var (which, kwh) = act.Injected is { } injected ? (0, injected) : (1, act.Withdrawn ?? 1m);
                    var made = await mends.EstimateAsync(which == 0 ? EnergyFlow.Injected : EnergyFlow.Withdrawn, kwh);
                    Assert.Equal(kwh != Top(which), made is not null);
                    if (made is not null) piles[which].Add((kwh, made));
                    break;
                case 3:
                    var pile = piles[act.Injected is null ? 1 : 0];
                    var last = pile.FindLastIndex(word => word.Mend is not null);
                    if (last < 0) break;
                    await WithdrawAsync(mends, pile[last].Mend);
                    pile.RemoveAt(last);
                    break;
            }

            Assert.Equal(standing(), await NoonAsync(community));
        }
    }

    private static Gen<Act[]> Acts() => (
        from kind in Gen.Choose(0, 3)
        from injected in Gen.Choose(-2, 2)
        from withdrawn in Gen.Choose(-2, 2)
        select new Act(kind, injected < 0 ? null : injected, withdrawn < 0 ? null : withdrawn))
        .ListOf().Select(acts => acts.ToArray());

    private static Reading Estimated(decimal? injected, decimal? withdrawn) =>
        new ListTests.Row(injected, withdrawn, Quality.Estimated).Reading;

    private static async Task WithdrawAsync(Mends mends, long? mend) =>
        Assert.IsType<MendOutcome.Done>(await mends.WithdrawAsync(Assert.NotNull(mend)));

    private async Task<(CommunityId, Mends)> BeginAsync()
    {
        var community = await postgres.CommunityAsync();
        return (community, new(postgres, community));
    }

    private Task TellAsync(CommunityId community, decimal? injected, decimal? withdrawn) =>
        SendAsync(community, Estimated(injected, withdrawn));

    private async Task SendAsync(CommunityId community, Reading reading)
    {
        var take = new TakeRows(postgres.Communities, postgres.Intake, postgres.Readings, TimeProvider.System);
        var answer = await take.RunAsync(
            new()
            {
                Community = community,
                Source = IntakeSource.Rest,
                Account = "house",
                Name = "readings.json",
                Raw = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Guid.NewGuid()}")),
                Rows = new([new ReadingRow(1, reading)], new FaultList()),
            },
            Cancellation);
        Assert.IsType<RowsAnswer.Stored>(answer);
    }

    private async Task<(decimal?, decimal?)> NoonAsync(CommunityId community)
    {
        var noon = await StandingAsync(community);
        return (noon?.Injected?.KilowattHours, noon?.Withdrawn?.KilowattHours);
    }

    private async Task<Reading?> StandingAsync(CommunityId community)
    {
        await foreach (var one in postgres.Readings.LatestAsync(
            community, new(Sample.Noon, Sample.Noon + Duration.FromMinutes(15)), Cancellation)) return one;
        return null;
    }

    /// <summary>A list (0), a device's whole message (1), an estimate (2), or taking the last estimate back (3).</summary>
    private sealed record Act(int Kind, decimal? Injected, decimal? Withdrawn);
}
