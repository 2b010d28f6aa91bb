using System.Text;
using Cer.Workflows.Expressions;
using Cer.Workflows.Values;

namespace Cer.Workflows.Running;

/// <content>The functions that Elsa's scripts know by fixed names.</content>
internal sealed partial class RunScope
{
    private Dictionary<string, HostFunction> MakeFunctions() => new()
    {
        ["getVariable"] = arguments => run.FindVariableByName(execution, Text(arguments, 0))?.Value,
        ["GetVariable"] = arguments => run.FindVariableByName(execution, Text(arguments, 0))?.Value,
        ["setVariable"] = arguments => run.SetVariable(execution, Text(arguments, 0), Argument(arguments, 1)),
        ["SetVariable"] = arguments => run.SetVariable(execution, Text(arguments, 0), Argument(arguments, 1)),
        ["getInput"] = arguments => run.TryInput(execution, Text(arguments, 0), out var value) ? value : null,
        ["getOutputFrom"] = arguments => OutputOf(Text(arguments, 0), Argument(arguments, 1) is { } name ? ValueText.Of(name) : null),
        ["getLastResult"] = _ => run.State.LastResult,
        ["getWorkflowDefinitionId"] = _ => run.Definition.DefinitionId,
        ["getWorkflowDefinitionVersionId"] = _ => run.Definition.VersionId,
        ["getWorkflowDefinitionVersion"] = _ => run.Definition.Version,
        ["getWorkflowInstanceId"] = _ => run.State.InstanceId,
        ["getWorkflowInstanceName"] = _ => run.State.Name,
        ["setWorkflowInstanceName"] = arguments => run.State.Name = Text(arguments, 0),
        ["getCorrelationId"] = _ => run.State.CorrelationId,
        ["setCorrelationId"] = arguments => run.State.CorrelationId = Text(arguments, 0),
        ["isNullOrWhiteSpace"] = arguments => string.IsNullOrWhiteSpace(Text(arguments, 0)),
        ["isNullOrEmpty"] = arguments => string.IsNullOrEmpty(Text(arguments, 0)),
        ["toJson"] = arguments => ValueText.Json(Argument(arguments, 0)),
        ["parseGuid"] = arguments => Guid.TryParse(Text(arguments, 0), out var id)
            ? id
            : throw new ExpressionException($"Found '{Text(arguments, 0)}', expected a Guid."),
        ["newGuid"] = _ => Guid.NewGuid(),
        ["newGuidString"] = _ => Guid.NewGuid().ToString(),
        ["getGuidString"] = _ => Guid.NewGuid().ToString(),
        ["newShortGuid"] = _ => ShortGuid(),
        ["getShortGuid"] = _ => ShortGuid(),
        ["bytesToString"] = arguments => Argument(arguments, 0) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : null,
        ["bytesFromString"] = arguments => Encoding.UTF8.GetBytes(Text(arguments, 0)),
        ["bytesToBase64"] = arguments => Argument(arguments, 0) is byte[] bytes ? Convert.ToBase64String(bytes) : null,
        ["bytesFromBase64"] = arguments => FromBase64(Text(arguments, 0)),
        ["stringToBase64"] = arguments => Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(arguments, 0))),
        ["stringFromBase64"] = arguments => Encoding.UTF8.GetString(FromBase64(Text(arguments, 0))),
        ["streamToBytes"] = arguments => Argument(arguments, 0) as byte[],
        ["streamToBase64"] = arguments => Argument(arguments, 0) is byte[] bytes ? Convert.ToBase64String(bytes) : null,
        ["getConfig"] = _ => throw new ExpressionException("Found getConfig, expected an input: settings of the program "
            + "are not lent to scripts."),
        ["getSecret"] = _ => throw new ExpressionException("Found getSecret, expected an input: secrets are not lent to scripts."),
        ["$now"] = _ => run.Services.Time.GetUtcNow(),
    };

    private static string ShortGuid() =>
        Convert.ToBase64String(Guid.NewGuid().ToByteArray()).Replace("/", "_", StringComparison.Ordinal).Replace("+", "-",
            StringComparison.Ordinal)[..22];

    private static byte[] FromBase64(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw new ExpressionException("Found text that is not base64, expected base64.");
        }
    }
}
