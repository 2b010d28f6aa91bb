namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>Reads a script: statements by descent, expressions by the strength of their operators (Pratt).</summary>
/// <remarks>Nesting is counted, so a text made of brackets alone ends in a sentence and not in a full stack.</remarks>
internal sealed partial class Parser
{
    private const int Deepest = 300;

    private readonly Tokeniser _tokens;
    private readonly string _text;
    private readonly HashSet<string> _declared = [];
    private readonly List<(string Name, int At)> _suspects = [];
    private Token _now;
    private int _lastEnd;
    private int _depth;
    private Context _function = new(null);
    private Names _names = new();

    /// <summary>What is known of the function that is being read.</summary>
    private sealed class Context(Context? outer)
    {
        public Context? Outer { get; } = outer;

        public List<string> Vars { get; } = [];

        public int Loops { get; set; }

        public int Switches { get; set; }
    }

    /// <summary>The names of the block that is being read.</summary>
    private sealed class Names
    {
        public List<Declared> Lexical { get; } = [];

        public HashSet<string> Known { get; } = [];

        public HashSet<string> Loose { get; } = [];

        public List<FunctionNode> Functions { get; } = [];
    }

    public Parser(string text)
    {
        _text = text;
        _tokens = new Tokeniser(text);
        _now = _tokens.Next();
    }

    public FunctionBody Program()
    {
        var statements = new List<Node>();
        while (_now.Kind != TokenKind.End) statements.Add(Statement());
        foreach (var (name, at) in _suspects)
            if (!_declared.Contains(name)) throw Error(at, Refusals.Names[name]);
        return new FunctionBody([.. statements], _function.Vars, _names.Lexical, _names.Functions);
    }

    private ExpressionException Error(int at, string sentence) => _tokens.Error(at, sentence);

    private ExpressionException Unexpected(string expected)
    {
        if (_now.Kind == TokenKind.Mark && _now.Text == "#") return Error(_now.Start, Refusals.Private);
        if (_now.Kind == TokenKind.Mark && _now.Text == "@") return Error(_now.Start, Refusals.Decorator);
        var found = _now.Kind == TokenKind.End ? "the end" : $"'{Short(_text[_now.Start.._now.End])}'";
        return Error(_now.Start, $"Found {found}, expected {expected}.");
    }

    private static string Short(string text) => text.Length <= 30 ? text : text[..29] + "…";

    private Token Take()
    {
        var token = _now;
        _lastEnd = token.End;
        _now = _tokens.Next();
        return token;
    }

    private bool Is(string mark) => _now.Kind == TokenKind.Mark && ReferenceOrEqual(_now.Text, mark);

    private bool IsWord(string word) => _now.Kind == TokenKind.Name && ReferenceOrEqual(_now.Text, word);

    private static bool ReferenceOrEqual(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);

    private bool Skip(string mark)
    {
        if (!Is(mark)) return false;
        Take();
        return true;
    }

    private void Expect(string mark)
    {
        if (!Skip(mark)) throw Unexpected($"'{mark}'");
    }

    /// <summary>A semicolon, or a place where JavaScript sees one.</summary>
    private void EndOfStatement()
    {
        if (Skip(";") || Is("}") || _now.Kind == TokenKind.End || _now.AfterLineBreak) return;
        throw Unexpected("';' or a new line");
    }

    private void Deeper()
    {
        if (++_depth > Deepest) throw Error(_now.Start, $"The script is nested deeper than {Deepest}.");
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    private static readonly HashSet<string> Reserved =
    [
        "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum", "export",
        "extends", "false", "finally", "for", "function", "if", "import", "in", "instanceof", "new", "null", "return", "super",
        "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while", "with", "yield", "let", "static", "await",
    ];

    private string NewName()
    {
        if (_now.Kind != TokenKind.Name) throw Unexpected("a name");
        if (Reserved.Contains(_now.Text)) throw Error(_now.Start, $"'{_now.Text}' is a word of the language and cannot be a name.");
        return Take().Text;
    }

    private void Declare(string name, string kind, int at)
    {
        _declared.Add(name);
        if (kind == "var")
        {
            if (_names.Known.Contains(name)) throw Error(at, $"'{name}' is declared twice.");
            _names.Loose.Add(name);
            if (!_function.Vars.Contains(name)) _function.Vars.Add(name);
            return;
        }
        if (_names.Loose.Contains(name) || !_names.Known.Add(name)) throw Error(at, $"'{name}' is declared twice.");
        _names.Lexical.Add(new Declared(name, kind == "const"));
    }
}
