using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Board;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Settlement.Detecting;
using Cer.Storage.Board;
using NodaTime;

namespace Cer.Database.Tests;

/// <summary>Who corrects one quantity says nothing of the others.</summary>
public class MendStoreTests(PostgresFixture postgres)
{
    private static readonly Instant Noon = Sample.Noon;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private MendStore Store => new(postgres.App);

    [Fact]
    public async Task A_quantity_that_was_not_corrected_is_the_distributors_when_its_curve_comes()
    {
        var community = await postgres.CommunityAsync();
        await SendAsync(community, IntakeSource.Mqtt, Quarter(0.2m, 1m) with { InjectedTotal = Sample.Kwh(700m) });
        Assert.Equal(1, Assert.IsType<MendOutcome.Done>(await CorrectAsync(community, EnergyFlow.Withdrawn, 15, 0.3m)).Readings);
        Assert.Equal((0.3m, 1m), await NoonAsync(community));
        await SendAsync(community, IntakeSource.Distributor, Quarter(null, 1.5m));
        Assert.Equal((0.3m, 1.5m), await NoonAsync(community));

        // Another correction of the same quarter leaves the first.
        Assert.IsType<MendOutcome.Done>(await CorrectAsync(community, EnergyFlow.Injected, 15, 1.6m));
        Assert.Equal((0.3m, 1.6m), await NoonAsync(community));
    }

    [Fact]
    public async Task Of_an_hour_told_whole_only_the_quantity_is_corrected()
    {
        var community = await postgres.CommunityAsync();
        await SendAsync(community, IntakeSource.Csv, Sample.Hour(Sample.School, Noon, 4m) with { Injected = Sample.Kwh(2m) });
        Assert.IsType<MendOutcome.Done>(await CorrectAsync(community, EnergyFlow.Withdrawn, 60, 1m, 1m, 1m, 2m));
        await SendAsync(community, IntakeSource.Csv, Sample.Hour(Sample.School, Noon, 4m) with { Injected = Sample.Kwh(3m) });
        Assert.Equal((5m, 3m), await NoonAsync(community));
    }

    private static Reading Quarter(decimal? withdrawn, decimal injected) => Sample.Quarter(Sample.School, 0, 0m) with
    {
        Withdrawn = withdrawn is { } kwh ? Sample.Kwh(kwh) : null,
        Injected = Sample.Kwh(injected),
    };

    private async Task<MendOutcome> CorrectAsync(CommunityId community, EnergyFlow flow, int minutes, params decimal[] values)
    {
        var point = await postgres.AskAsync<int>(
            "select id from core.pod where community_id = $1 and code = $2", community.Value, Sample.School.Code);
        var mend = new NewMend
        {
            Community = community,
            Series = new(point, flow == EnergyFlow.Withdrawn ? 0 : 1, flow),
            Kind = MendKind.Corrected,
            From = Noon,
            To = Noon + Duration.FromMinutes(minutes),
            Author = "chi",
            Reason = "perché",
            At = Instant.FromUtc(2026, 2, 1, 9, 0),
        };
        return await Store.AddAsync(mend, Sample.School, known => MendPlan.Of(
            Sample.School,
            "UP-SCUOLA",
            alone: true,
            flow,
            known,
            values.Index().ToDictionary(
                value => Noon + Duration.FromMinutes(15 * value.Index), value => Sample.Kwh(value.Item).MicroKilowattHours),
            Quality.Measured), Cancellation);
    }

    private Task<AppendCounts> SendAsync(CommunityId community, IntakeSource source, Reading reading) =>
        postgres.Readings.AppendAsync(community, source, [reading], Cancellation);

    private async Task<(decimal?, decimal?)> NoonAsync(CommunityId community)
    {
        var span = new Interval(Noon, Noon + Duration.FromMinutes(15));
        var noon = Assert.Single(await postgres.Readings.LatestAsync(community, span, Cancellation).ToListAsync(Cancellation));
        return (noon.Withdrawn?.KilowattHours, noon.Injected?.KilowattHours);
    }
}
