using Cer.Workflows.Activities;
using Cer.Workflows.Expressions;

namespace Cer.Workflows.Running;

/// <summary>What a run needs besides its definition and its state.</summary>
public sealed record RunServices(
    ActivityCatalog Catalog,
    IDefinitionSource Definitions,
    IRunPort Port,
    ExpressionEvaluator Expressions,
    TimeProvider Time,
    JoinMode Joins = JoinMode.Counter)
{
    /// <summary>Whose run it is; null where runs are nobody's.</summary>
    public int? Tenant { get; init; }

    /// <summary>Whether all that is done is undone at the end: nobody will come and resume what waits.</summary>
    public bool Rehearses { get; init; }

    /// <summary>The transaction of the step; null where runs are not kept.</summary>
    public IUnitOfWork? UnitOfWork { get; init; }
}
