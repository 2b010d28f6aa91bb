using Cer.Workflows.Activities;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;
using Cer.Workflows.Running;

namespace Cer.Host.Workflows;

/// <summary>What a trial stands on.</summary>
/// <param name="Definitions">The one that is tried, and others that it may execute.</param>
/// <param name="Catalog">The activities.</param>
/// <param name="Expressions">What reads expressions.</param>
/// <param name="Time">The clock.</param>
internal sealed record TrialGround(
    IReadOnlyList<WorkflowDefinition> Definitions, ActivityCatalog Catalog, ExpressionEvaluator Expressions, TimeProvider Time)
{
    /// <summary>A definition, and those that it may execute.</summary>
    public static IReadOnlyList<WorkflowDefinition> Beside(WorkflowDefinition definition, IEnumerable<WorkflowDefinition> others) =>
        [definition, .. others.Where(one => one.DefinitionId != definition.DefinitionId)];

    /// <summary>After this it is stopped.</summary>
    public TimeSpan Bound { get; init; } = TrialBounds.Time;

    /// <summary>Whether it stays on one thread, by which its memory is told; what asks a database does not.</summary>
    public bool IsBoundedByThread { get; init; } = true;

    /// <summary>What the run has besides.</summary>
    public Func<RunServices, RunServices>? With { get; init; }

    /// <summary>Further effects, asked for at the end.</summary>
    public Func<CancellationToken, Task<IEnumerable<TrialEffect>>>? After { get; init; }
}
