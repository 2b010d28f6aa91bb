using Cer.Settlement.Dates;
using NodaTime;

namespace Cer.Operations.Deadlines;

/// <summary>A deadline with what was said of it.</summary>
public sealed record KnownDeadline(Deadline Deadline, DeadlineMark? Mark)
{
    /// <summary>So many days before it somebody is reminded.</summary>
    public const int Ahead = 7;

    public DeadlineState On(LocalDate today) => Mark?.IsDone == true ? DeadlineState.Done
        : Deadline.Day < today ? DeadlineState.Late
        : Deadline.Day <= today.PlusDays(Ahead) ? DeadlineState.Soon
        : DeadlineState.Open;
}
