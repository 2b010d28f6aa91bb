namespace Cer.Workflows.Expressions;

/// <summary>A language that expressions of a definition are written in.</summary>
public interface IScriptLanguage
{
    /// <summary>As definitions call it: <c>JavaScript</c>, <c>Liquid</c>, <c>CSharp</c>.</summary>
    string Name { get; }

    /// <exception cref="ExpressionException">It is not of the language, or uses what is refused here: a sentence,
    /// and the place.</exception>
    IScript Read(string text);
}
