using Cer.Workflows.Expressions.CSharp;
using Cer.Workflows.Expressions.JavaScript;
using Cer.Workflows.Expressions.Liquid;

namespace Cer.Workflows.Expressions;

/// <summary>The languages that expressions are read in here.</summary>
public static class ScriptLanguages
{
    public static ExpressionEvaluator Evaluator(TimeProvider time, ExpressionLimits? limits = null) =>
        new(All(time), limits ?? ExpressionLimits.Usual);

    private static IEnumerable<IScriptLanguage> All(TimeProvider time) =>
        [new JavaScriptLanguage(time), new LiquidLanguage(time), new CSharpLanguage(time), new PythonLanguage()];
}
