using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>What is done with members and their points at the desk.</summary>
public abstract record DeskAct
{
    private DeskAct()
    {
    }

    /// <summary>The word by which it is kept.</summary>
    public abstract string Kind { get; }

    /// <summary>People become members: one at the desk, many by a file.</summary>
    public sealed record Enrol(IReadOnlyList<Enrolment> Members, bool ByFile = false) : DeskAct
    {
        public override string Kind => ByFile ? "import" : "enrol";
    }

    /// <summary>One more point for a member.</summary>
    public sealed record AddPoint(string Member, DeskPoint Point, LocalDate From) : DeskAct
    {
        public override string Kind => "point";
    }

    /// <summary>A member leaves with all its points, or with one.</summary>
    /// <param name="Member">The member.</param>
    /// <param name="Pod">The point; all of them when null.</param>
    /// <param name="LastDay">The last day in the configuration.</param>
    public sealed record Leave(string Member, string? Pod, LocalDate LastDay) : DeskAct
    {
        public override string Kind => "leave";
    }

    /// <summary>A point passes from who holds it to another member.</summary>
    public sealed record Move(string Pod, string To, LocalDate From) : DeskAct
    {
        public override string Kind => "move";
    }

    /// <summary>What is said of a unit: what is null stays.</summary>
    public sealed record ChangeUnit(string Unit, decimal? PowerKw, LocalDate? InService) : DeskAct
    {
        public override string Kind => "unit";
    }
}
