using System.Text;
using System.Text.Json.Nodes;
using Cer.Domain.Formulas;
using Cer.Exchange.Contract;
using Cer.Operations.Ports;
using Cer.Operations.Regolamenti;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Regolamenti;

/// <summary>The versions of a regolamento, newest first, and what an editor needs to make another, as JSON.</summary>
/// <param name="Current">The version of this month; null while the community's file stands.</param>
/// <param name="ClosedTo">The last closed month.</param>
/// <param name="Versions">The versions.</param>
/// <param name="Declared">The distribution of the community's file.</param>
/// <param name="Members">Whom steps can name.</param>
/// <param name="Months">The settled months that rules can be tried on.</param>
/// <param name="Quantities">What a formula may ask of a member's month.</param>
/// <param name="Flags">What a formula may ask of a member.</param>
internal sealed record RegolamentoView(
    int? Current,
    string? ClosedTo,
    IReadOnlyList<RegolamentoView.VersionView> Versions,
    JsonNode? Declared,
    IReadOnlyList<RegolamentoView.MemberName> Members,
    IReadOnlyList<string> Months,
    IReadOnlyList<string> Quantities,
    IReadOnlyList<string> Flags)
{
    private const int MostVersions = 100;

    public static RegolamentoView Of(
        IReadOnlyList<RegolamentoVersion> versions,
        CommunityDefinition definition,
        IReadOnlyList<YearMonth> months,
        YearMonth? closed,
        YearMonth now,
        string reader)
    {
        var current = InForce.In(versions, now)?.Version;
        var counting = InForce.Of(versions).Select(version => version.Version).ToHashSet();
        var declared = definition.Source is { } source ? RegolamentoText.OfCommunityFile(Encoding.UTF8.GetBytes(source)) : null;
        return new(
            current,
            closed is { } last ? Month(last) : null,
            [
                .. versions.OrderByDescending(version => version.Version).Take(MostVersions)
                    .Select(version => VersionView.Of(version, StatusOf(version), reader)),
            ],
            declared is null ? null : JsonNode.Parse(declared),
            [.. definition.Community.Members.Select(member => new MemberName(member.Id, member.Name, member.Enterprise))],
            [.. months.Order().Select(Month)],
            FormulaInputs.Quantities,
            FormulaInputs.Flags);

        string StatusOf(RegolamentoVersion version) => version switch
        {
            { Approved: null } => "draft",
            _ when version.Version == current => "in_force",
            _ when counting.Contains(version.Version) && version.From > now => "approved",
            _ => "past",
        };
    }

    private static string Month(YearMonth month) => YearMonthPattern.Iso.Format(month);

    /// <param name="Code">How steps name it.</param>
    /// <param name="Name">How people call it.</param>
    /// <param name="Enterprise">Whether it may not take from the surplus.</param>
    internal sealed record MemberName(string Code, string Name, bool Enterprise);

    /// <param name="Version">Its number.</param>
    /// <param name="FromMonth">Its first month.</param>
    /// <param name="Reference">The deliberation.</param>
    /// <param name="Status">draft, approved, in_force, or past.</param>
    /// <param name="WrittenBy">Who wrote it.</param>
    /// <param name="WrittenAt">When.</param>
    /// <param name="Own">Whether the reader wrote it, and so may not approve it.</param>
    /// <param name="ApprovedBy">Who approved it.</param>
    /// <param name="ApprovedAt">When.</param>
    /// <param name="Content">Its steps.</param>
    internal sealed record VersionView(
        int Version,
        string FromMonth,
        string Reference,
        string Status,
        string WrittenBy,
        string WrittenAt,
        bool Own,
        string? ApprovedBy,
        string? ApprovedAt,
        JsonNode? Content)
    {
        public static VersionView Of(RegolamentoVersion version, string status, string reader) => new(
            version.Version,
            Month(version.From),
            version.Reference,
            status,
            version.Written.Name ?? version.Written.By,
            InstantPattern.General.Format(version.Written.At),
            version.Written.By == reader,
            version.Approved is { Act: var act } ? act.Name ?? act.By : null,
            version.Approved is { Act.At: var at } ? InstantPattern.General.Format(at) : null,
            JsonNode.Parse(version.Content));
    }
}
