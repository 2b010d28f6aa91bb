using Cer.Domain.Codes;
using Cer.Host.Data;
using Cer.Host.Mail;
using Cer.Operations.Dashboards;
using Cer.Operations.Desk;
using Cer.Operations.Ports;
using Cer.Operations.Regolamenti;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Desk;

/// <summary>How each part of the settings stands, as figures that a page puts into words.</summary>
internal sealed class SettingsTiles(
    IDeskStore desk,
    IRegolamentoStore regolamenti,
    ICommunityStore communities,
    IPeopleStore people,
    ICo2Store co2,
    IConsentStore consents,
    ITotalConsents totals,
    Settings settings,
    CurrentMail post,
    BackupJob job,
    TimeProvider time)
{
    /// <summary>The factor that holds on a day.</summary>
    public static decimal Holding(IEnumerable<Co2Factor> factors, LocalDate day) =>
        factors.Where(one => one.From <= day).OrderByDescending(one => one.From).ThenByDescending(one => one.Revision)
            .Select(one => (decimal?)one.KgPerKwh).FirstOrDefault() ?? Co2Factor.Usual;

    public async Task<object?> ReadAsync(string code, CommunityId community, bool ofTheHouse, CancellationToken cancellation)
    {
        if (await desk.LatestAsync(community, cancellation) is not var (version, definition)) return null;
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var today = now.InZone(Domain.MarketHour.Rome).Date;
        var declared = definition.Community;
        var rules = await regolamenti.ListAsync(community, cancellation);
        var standing = InForce.In(rules, today.ToYearMonth());
        var devices = (await communities.RegistryAsync(community, cancellation)).Devices.Values;
        var users = (await people.ListAsync(cancellation)).Where(one => one.Person.Knows(code)).ToArray();
        var acts = await desk.ListAsync(community, cancellation);
        // Letters and backups are of every community of the house, and told to who runs it.
        var backup = ofTheHouse ? BackupView.Of(settings, now, job.State) : null;
        var mail = ofTheHouse ? MailStanding.Of(post.Settings) : null;
        return new
        {
            Community = new
            {
                declared.Name,
                Code = code,
                Kind = CodeLists.Configurations.Word(declared.Kind),
                Substation = declared.PrimarySubstation,
                ConstitutedOn = LocalDatePattern.Iso.Format(declared.ConstitutedOn),
                Version = version,
            },
            Members = new
            {
                All = declared.Members.Count,
                Now = declared.Pods.Where(point => point.Covers(today)).Select(point => point.Member).Distinct().Count(),
                Points = declared.Pods.Count(point => point.Covers(today)),
                LastAct = acts.Count > 0 ? acts[0].At : (Instant?)null,
                Delegations = (await desk.DelegationsAsync(community, cancellation))
                    .Count(one => one.Term.From <= today && today <= one.Term.To),
            },
            Plants = new { All = declared.Units.Count, Kw = declared.Units.Sum(unit => unit.PowerKw) },
            Regolamento = new
            {
                standing?.Version,
                From = standing is null ? null : YearMonthPattern.Iso.Format(standing.From),
                Drafts = rules.Count(one => one.Approved is null && (standing is null || one.Version > standing.Version)),
            },
            Rules = new { Own = definition.Rules.Count },
            Users = new { All = users.Length, NeverIn = users.Count(one => one.SeenAt is null) },
            Devices = new
            {
                All = devices.Count(one => one.RetiredAt is null),
                ConsentAsked = await consents.IsRequiredAsync(community,
                cancellation)
            },
            Mail = mail is null ? null : new { mail.State, mail.From },
            Backup = backup is null ? null : new { backup.Last, backup.Count, backup.Next, backup.Failure, backup.Job.State },
            Totals = new
            {
                Standing = (await totals.ListAsync(community, cancellation))
                    .Count(one => one.WithdrawnAt is null && one.From <= today && (one.To is null || today <= one.To)),
            },
            Co2 = new { KgPerKwh = Holding(await co2.ListAsync(community, cancellation), today) },
        };
    }
}
