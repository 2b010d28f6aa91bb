using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Documents;

/// <summary>What the runs of a community say of units, funds and members, as documents tell it.</summary>
public interface IMonthData
{
    /// <summary>The units of a month of a run, by id.</summary>
    Task<IReadOnlyList<UnitMonth>> UnitsAsync(
        CommunityId community, YearMonth month, long run, CancellationToken cancellation);

    /// <summary>The funds of a month of a run, by name.</summary>
    Task<IReadOnlyList<FundMonth>> FundsAsync(
        CommunityId community, YearMonth month, long run, CancellationToken cancellation);

    /// <summary>The members of each month of a span, each month by its latest run.</summary>
    Task<IReadOnlyList<MemberMonth>> MembersAsync(
        CommunityId community, YearMonth from, YearMonth to, CancellationToken cancellation);

    /// <summary>The store's numbers of the members, by their codes.</summary>
    Task<IReadOnlyDictionary<string, int>> MemberIdsAsync(CommunityId community, CancellationToken cancellation);
}
