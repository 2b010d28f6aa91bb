using Cer.Domain.Community;
using Cer.Domain.Metering;

namespace Cer.Settlement.Months;

/// <summary>A run of hours in which a point counts, with its holder.</summary>
/// <param name="Pod">Index of the point in the readings.</param>
/// <param name="Point">Its readings of the month.</param>
/// <param name="Membership">Who holds it.</param>
/// <param name="Hours">The run.</param>
public sealed record CountedSpan(int Pod, PointMonth Point, PodMembership Membership, HourSpan Hours);
