using Cer.Domain.Codes;
using Cer.Operations.Board;
using Cer.Operations.Ports;
using Cer.Settlement.Detecting;
using Cer.Storage.Board;
using NodaTime;

namespace Cer.Database.Tests;

/// <summary>What a clerk does about the first quarter of the school's afternoon.</summary>
internal sealed class Mends(PostgresFixture postgres, CommunityId community)
{
    private readonly MendStore _store = new(postgres.App);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Estimates one direction, and gives the number of that; none when nothing was to be changed.</summary>
    public async Task<long?> EstimateAsync(EnergyFlow flow, decimal kwh, Quality quality = Quality.Estimated)
    {
        var point = await postgres.AskAsync<int>(
            "select id from core.pod where community_id = $1 and code = $2", community.Value, Sample.School.Code);
        var mend = new NewMend
        {
            Community = community,
            Series = new(point, flow == EnergyFlow.Withdrawn ? 0 : 1, flow),
            Kind = MendKind.Estimated,
            From = Sample.Noon,
            To = Sample.Noon + Duration.FromMinutes(15),
            Author = "chi",
            Reason = "perché",
            At = Instant.FromUtc(2026, 2, 1, 9, 0),
        };
        var values = new Dictionary<Instant, long> { [Sample.Noon] = Sample.Kwh(kwh).MicroKilowattHours };
        var outcome = await _store.AddAsync(
            mend, Sample.School, known => MendPlan.Of(Sample.School, "UP-SCUOLA", alone: true, flow, known, values, quality), Cancellation);
        return outcome is MendOutcome.Done done ? done.Id : null;
    }

    public Task<MendOutcome> WithdrawAsync(long mend) =>
        _store.WithdrawAsync(community, mend, "altri", "errore", Instant.FromUtc(2026, 2, 2, 9, 0), Cancellation);
}
