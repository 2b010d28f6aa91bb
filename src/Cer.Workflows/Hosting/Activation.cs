using Cer.Workflows.Definitions;

namespace Cer.Workflows.Hosting;

/// <summary>What must not run when an instance is to begin, as the activation strategy of its definition says.</summary>
/// <param name="DefinitionId">Instances of this definition, of whichever version; null for those of all.</param>
/// <param name="CorrelationId">Instances about this; null for those about anything.</param>
/// <remarks>
/// Elsa's strategies by the last part of their names: Singleton, Correlation, CorrelatedSingleton; any other allows always.
/// Without a correlation id there is nothing to compare, and those two allow too.
/// </remarks>
public sealed record Activation(string? DefinitionId, string? CorrelationId)
{
    /// <summary>What to look for; null when it may always begin.</summary>
    public static Activation? Of(WorkflowDefinition definition, string? correlationId)
    {
        var type = (JsonRead.Text(definition.Option("activationStrategyType")) ?? "").Split(',')[0].Trim();
        var about = string.IsNullOrEmpty(correlationId) ? null : correlationId;
        return type[(type.LastIndexOf('.') + 1)..] switch
        {
            "Singleton" or "SingletonStrategy" => new(definition.DefinitionId, null),
            "CorrelatedSingleton" or "CorrelatedSingletonStrategy" when about is not null => new(definition.DefinitionId, about),
            "Correlation" or "CorrelationStrategy" when about is not null => new(null, about),
            _ => null,
        };
    }
}
