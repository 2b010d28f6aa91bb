namespace Cer.Workflows.Expressions;

/// <summary>Python, which definitions may name and which is not evaluated here.</summary>
public sealed class PythonLanguage : IScriptLanguage
{
    public string Name => "Python";

    public IScript Read(string text) => throw new ExpressionException("Python is not known here: write the expression in JavaScript.",
        1, 1);
}
