using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>Reads what a settlement run has kept.</summary>
public interface IRunView
{
    /// <summary>The units, members, funds and warnings of a month of a run.</summary>
    Task<RunMonth> MonthAsync(CommunityId community, long run, YearMonth month, CancellationToken cancellation);

    /// <summary>The hours of a run's units that start in a span, by hour and unit.</summary>
    Task<IReadOnlyList<UnitHour>> HoursAsync(
        CommunityId community, long run, Interval span, CancellationToken cancellation);

    /// <summary>The months of a member by their latest runs, the newest first; of every member when none is named.</summary>
    /// <param name="community">The community.</param>
    /// <param name="member">Code of the member.</param>
    /// <param name="lastOnly">Only the last month that was settled.</param>
    /// <param name="cancellation">Stops the wait.</param>
    Task<IReadOnlyList<MemberMonth>> MembersAsync(
        CommunityId community, string? member, bool lastOnly, CancellationToken cancellation);
}
