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
    /// <summary>The transaction of the step; null where runs are not kept.</summary>
    public IUnitOfWork? UnitOfWork { get; init; }

    /// <summary>Whose run it is; null where runs belong to nobody.</summary>
    public int? Tenant { get; init; }
}
