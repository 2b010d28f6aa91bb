using Cer.Operations.Desk;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Operations.Dashboards;

/// <summary>Records a producer's consent to totals that everybody sees, or that one was withdrawn, from a form.</summary>
public sealed class KeepTotalConsent(ITotalConsents consents, IRegistryView registry, TimeProvider time)
{
    private const int LongestText = 2000;

    /// <param name="community">The community.</param>
    /// <param name="member">The store's number of the member.</param>
    /// <param name="from">First day of the energy it is about, as it was written.</param>
    /// <param name="to">Last day; empty without an end.</param>
    /// <param name="evidence">How it was given.</param>
    /// <param name="who">Who records it.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Its number, or what is wrong.</returns>
    public async Task<(int? Consent, IReadOnlyList<FieldFault> Faults)> GiveAsync(
        CommunityId community, int? member, string? from, string? to, string? evidence, string who, CancellationToken cancellation)
    {
        var (faults, now) = (new List<FieldFault>(), Instant.FromDateTimeOffset(time.GetUtcNow()));
        var fields = Fields(now, faults);
        var first = fields.LifeDay(from, "from");
        var last = string.IsNullOrWhiteSpace(to) ? null : fields.Day(to, "to");
        if (last < first) fields.Fault("to", "backwards", "a day before the first", "one from then on");
        var said = fields.Text(evidence, "evidence", LongestText, "which form, of when, kept where");
        var code = (await registry.NumbersAsync(community, cancellation)).Members.FirstOrDefault(one => one.Value == member).Key;
        if (code is null) fields.Fault("member", "member_unknown", "no such member", "one of the community");
        if (faults.Count > 0) return (null, faults);
        return (await consents.GiveAsync(community, code!, first!.Value, last, said!, who, now, cancellation), faults);
    }

    /// <returns>Whether there was one that stood, or what is wrong.</returns>
    public async Task<(bool Stood, IReadOnlyList<FieldFault> Faults)> WithdrawAsync(
        CommunityId community, int consent, string? reason, string who, CancellationToken cancellation)
    {
        var (faults, now) = (new List<FieldFault>(), Instant.FromDateTimeOffset(time.GetUtcNow()));
        var said = Fields(now, faults).Text(reason, "reason", LongestText, "why");
        return said is null
            ? (false, faults)
            : (await consents.WithdrawAsync(community, consent, said, who, now, cancellation), faults);
    }

    private static DeskFields Fields(Instant now, List<FieldFault> faults) => new(now.InZone(Domain.MarketHour.Rome).Date, faults);
}
