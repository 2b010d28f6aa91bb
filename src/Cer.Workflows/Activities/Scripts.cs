using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Activities that run a script of the designer's.</summary>
internal static class Scripts
{
    public static IEnumerable<Activity> All =>
        [new ScriptActivity("JavaScript"), new ScriptActivity("CSharp"), new ScriptActivity("Python"), new ScriptActivity("Liquid")];

    private sealed class ScriptActivity(string language) : Activity
    {
        public override ActivityDescriptor Descriptor { get; } = new($"Elsa.Run{language}", "Scripting")
        {
            Inputs = [new("script", DataType.Text, EvaluatedLater: true, Required: true), new("possibleOutcomes", DataType.Texts)],
            Outputs = ["result"],
        };

        public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
        {
            List<string>? outcomes = null;
            var scope = new RunScope(context.Run, context.Execution);
            HostFunction set = arguments =>
            {
                outcomes = [.. arguments.SelectMany(argument => argument is List<object?> list ? list : [argument]).Select(ValueText.Of)];
                return null;
            };
            foreach (var name in new[] { "setOutcome", "setOutcomes", "SetOutcome", "SetOutcomes" }) scope.Add(name, set);
            var result = Run(context, scope, cancellation);
            if (result is not null) context.Output("result", result);
            await context.CompleteAsync(outcomes ?? ["Done"], cancellation);
        }

        private object? Run(ActivityContext context, RunScope scope, CancellationToken cancellation)
        {
            var written = context.Node.Input("script");
            // The script is a literal in this language; whatever else it is gives the script first.
            var text = written is null or { Syntax: "Literal" }
                ? JsonRead.Text(written?.Value)
                : string.Equals(written.Syntax, language, StringComparison.OrdinalIgnoreCase)
                ? JsonRead.Text(written.Value)
                : ValueText.Of(context.Evaluate(written, DataType.Text, cancellation));
            if (string.IsNullOrWhiteSpace(text)) return null;
            try
            {
                return context.Services.Expressions.Run(language, text, scope, cancellation);
            }
            catch (ExpressionException fault) when (fault.Line > 0)
            {
                throw new ExpressionException($"Line {fault.Line}, column {fault.Column}: {fault.Message}", fault.Line, fault.Column);
            }
        }
    }
}
