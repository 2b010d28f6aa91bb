using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Workflows.Activities;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;
using Cer.Workflows.Schedules;
using Cer.Workflows.Values;

namespace Cer.Workflows.Checking;

/// <summary>Problems of what is written into activities.</summary>
internal sealed class InputCheck(WorkflowDefinition definition, ExpressionEvaluator expressions)
{
    private readonly HashSet<string> _variables =
    [
        .. definition.Variables.SelectMany(variable => new[] { variable.Id, variable.Name }),
        .. definition.Root.All().SelectMany(node => VariableDefinition.Of(node.Json)).SelectMany(variable =>
            new[] { variable.Id, variable.Name }),
        "CurrentValue", "CurrentIndex", "ChildInstance",
    ];

    public IEnumerable<Problem> Of(ActivityNode node, ActivityDescriptor descriptor)
    {
        foreach (var input in descriptor.Inputs)
        {
            var written = node.Input(input.Name);
            if (written is null || IsEmpty(written))
            {
                if (input.Required) yield return new(node.Id, input.Name, "Found nothing, expected a value: fill it in.", Prevents: false);
            }
            else if (Problem(node, input, written) is { } problem) yield return problem;
        }

        foreach (var item in JsonRead.Objects(node.Property("cases")))
            if (Case(node, item) is { } problem) yield return problem;
        if (node.Type == "Elsa.SetVariable" && Variable(node) is { } missing) yield return missing;
        if (node.Type == "Elsa.RunPython")
            yield return new(node.Id, "script",
                "Found a script in Python, which is not run here, expected JavaScript: use Elsa.RunJavaScript.");
    }

    private Problem? Case(ActivityNode node, JsonObject item)
    {
        if (item["condition"] is JsonObject written
            && string.IsNullOrWhiteSpace(JsonRead.Text((written["expression"] as JsonObject ?? written)["type"])))
            return new(node.Id, "cases", $"Found the condition of case '{JsonRead.Text(item["label"])}' without a type, expected "
                + "one such as JavaScript: choose its syntax.");
        return InputValue.ReadExpression(item["condition"]) is { } condition ? Readable(node, "cases", condition) : null;
    }

    private Problem? Problem(ActivityNode node, InputDescriptor input, InputValue written)
    {
        if (input.Name == "script" && node.Type.StartsWith("Elsa.Run", StringComparison.Ordinal) && written.Syntax == "Literal")
            return node.Type == "Elsa.RunPython" ? null
                : Readable(node, "script", written with { Syntax = node.Type["Elsa.Run".Length..] });
        return written.Syntax switch
        {
            "Literal" => Literal(node, input, written.Value),
            "Object" or "Json" => Json(node, input.Name, written.Value),
            "Variable" => Known(node, input.Name, written.Value),
            "Input" or "Output" => null,
            _ => Readable(node, input.Name, written),
        };
    }

    private static Problem? Literal(ActivityNode node, InputDescriptor input, JsonNode? value)
    {
        try
        {
            ValueConversion.To(input.Type, ValueJson.FromPlain(value));
            if (input.Type.Kind == ValueKind.Flag && JsonRead.Text(value) is { } flag && !bool.TryParse(flag.Trim(), out _))
                return new(node.Id, input.Name, $"Found '{flag}', which counts as false, expected true or false.");
            if (node.Type == "Elsa.Cron" && input.Name == "cronExpression") CronSchedule.Parse(JsonRead.Text(value) ?? "");
            return null;
        }
        catch (Exception fault) when (fault is ExpressionException or FormatException)
        {
            return new(node.Id, input.Name, fault.Message);
        }
    }

    private static Problem? Json(ActivityNode node, string field, JsonNode? value)
    {
        if (JsonRead.Text(value) is not { Length: > 0 } text) return null;
        try
        {
            JsonNode.Parse(text);
            return null;
        }
        catch (JsonException fault)
        {
            return new(node.Id, field, $"Found text that is not JSON at line {fault.LineNumber + 1}, character "
                + $"{fault.BytePositionInLine + 1}, expected an object or a list.");
        }
    }

    private Problem? Known(ActivityNode node, string field, JsonNode? value)
    {
        var json = value as JsonObject;
        if (json is null && JsonRead.Text(value) is { } text && text.TrimStart().StartsWith('{'))
        {
            if (Json(node, field, value) is { } broken) return broken;
            json = JsonNode.Parse(text) as JsonObject;
        }

        var (id, name) = json is null ? (JsonRead.Text(value), null) : (JsonRead.Text(json["id"]), JsonRead.Text(json["name"]));
        if ((id is not null && IsVariable(id)) || (name is not null && IsVariable(name))) return null;
        return new(node.Id, field, $"Found the variable '{name ?? id}', expected one of the workflow: choose one, or add it.");
    }

    private Problem? Variable(ActivityNode node)
    {
        var id = JsonRead.Text((node.Property("variable") as JsonObject)?["id"]);
        return id is not null && IsVariable(id)
            ? null
            : new(node.Id, "variable", $"Found the variable '{id}', expected one of the workflow: choose one, or add it.");
    }

    /// <summary>Variables of loops and composites are declared while they run.</summary>
    private bool IsVariable(string id) => _variables.Contains(id) || id.Contains(":Current", StringComparison.Ordinal)
        || definition.Inputs.Any(input => input.Name == id) || definition.Outputs.Any(output => output.Name == id);

    private Problem? Readable(ActivityNode node, string field, InputValue written)
    {
        if (written.Syntax is "Literal" or "Object" or "Json" or "Variable" or "Input" or "Output") return null;
        try
        {
            if (JsonRead.Text(written.Value) is { } text) expressions.Read(written.Syntax, text);
            return null;
        }
        catch (ExpressionException fault)
        {
            var place = fault.Line > 0 ? $" (line {fault.Line}, column {fault.Column})" : "";
            return new(node.Id, field, fault.Message + place);
        }
    }

    private static bool IsEmpty(InputValue written) => written.Value is null
        || (JsonRead.Text(written.Value) is { } text && text.Trim().Length == 0);
}
