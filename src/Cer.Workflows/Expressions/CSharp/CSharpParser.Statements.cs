namespace Cer.Workflows.Expressions.CSharp;

/// <summary>A statement that carries itself out; true when it has returned.</summary>
internal delegate bool Step(CSharpRun run);

/// <content>The few statements that scripts of workflows are made of: var, assignments, if, return.</content>
internal sealed partial class CSharpParser
{
    private const int MostStatements = 1000;

    private int _statements;

    public Part Script()
    {
        var steps = new List<Step>();
        while (_now.Kind != 'e') steps.Add(Statement());
        return run =>
        {
            foreach (var step in steps)
                if (step(run)) break;
            return run.Result;
        };
    }

    private Step Statement()
    {
        if (++_statements > MostStatements) throw _tokens.Error(_now.Start, $"There are more than {MostStatements} statements.");
        if (Skip(";")) return _ => false;
        if (Is("{")) return Block();
        if (IsName("if")) return If();
        if (IsName("return")) return Return();
        if (Declaration() is { } declaration) return declaration;
        if (Assignment() is { } assignment) return assignment;
        if (_now.Kind == 'n' && CSharpRefusals.Statements.TryGetValue(_now.Text, out var sentence))
            throw _tokens.Error(_now.Start, sentence);
        var value = Expression();
        End();
        return run =>
        {
            run.Result = value(run);
            return false;
        };
    }

    private Step Block()
    {
        Deeper();
        Expect("{");
        var steps = new List<Step>();
        while (!Is("}"))
        {
            if (_now.Kind == 'e') throw Unexpected("'}'");
            steps.Add(Statement());
        }

        Expect("}");
        _depth--;
        return run => steps.Exists(step => step(run));
    }

    private Step If()
    {
        Deeper();
        var at = Take().Start;
        Expect("(");
        var condition = Expression();
        Expect(")");
        var then = Statement();
        Step? otherwise = null;
        if (IsName("else"))
        {
            Take();
            otherwise = Statement();
        }

        _depth--;
        return run => CSharpOperators.Truth(run, condition(run), at) ? then(run) : otherwise?.Invoke(run) ?? false;
    }

    private Step Return()
    {
        Take();
        if (Skip(";") || _now.Kind == 'e') return run => run.Returned(null);
        var value = Expression();
        End();
        return run => run.Returned(value(run));
    }

    /// <summary><c>var x = 1;</c> or <c>int x = 1;</c>; otherwise nothing is taken.</summary>
    private Step? Declaration()
    {
        var (now, at) = (_now, _tokens.At);
        if (_now.Kind == 'n' && (_now.Text == "var" || CSharpConversions.IsType(_now.Text)))
        {
            var type = Take().Text;
            if (Skip("?")) type += "?";
            if (_now.Kind == 'n')
            {
                var name = Take();
                if (Skip("="))
                {
                    var value = Expression();
                    End();
                    return run =>
                    {
                        var made = value(run);
                        run.Budget.Here = name.Start;
                        run.Locals[name.Text] = type == "var" ? made : CSharpConversions.Cast(type, made);
                        return false;
                    };
                }
            }
        }

        (_now, _tokens.At) = (now, at);
        return null;
    }

    /// <summary><c>x = 1;</c>, <c>Variables.X += 1;</c>, <c>x++;</c>; otherwise nothing is taken.</summary>
    private Step? Assignment()
    {
        var (now, at) = (_now, _tokens.At);
        if (_now.Kind == 'n')
        {
            List<string> path = [Take().Text];
            while (Is(".") && path.Count < 10)
            {
                Take();
                if (_now.Kind != 'n') break;
                path.Add(Take().Text);
            }

            if (_now.Kind == 'm' && Assigning.Contains(_now.Text)) return Assigned(path, now.Start);
        }

        (_now, _tokens.At) = (now, at);
        return null;
    }

    private Step Assigned(List<string> path, int at)
    {
        var sign = Take().Text;
        var given = sign is "++" or "--" ? null : Expression();
        End();
        return run =>
        {
            run.Deeper();
            var value = sign switch
            {
                "=" => given!(run),
                "??=" => run.Read(path) ?? given!(run),
                _ => CSharpOperators.Of(run, sign is "++" or "--" ? sign[..1] : sign[..^1], run.Read(path), given is null ? 1 : given(run)),
            };
            run.Budget.Here = at;
            run.Write(path, value);
            run.Result = value;
            return false;
        };
    }

    private void End()
    {
        if (Skip(";") || _now.Kind == 'e') return;
        if (Is("=>")) throw _tokens.Error(_now.Start, CSharpRefusals.Lambda);
        if (_now.Kind == 'm' && Assigning.Contains(_now.Text)) throw _tokens.Error(_now.Start, CSharpRefusals.Assignment);
        throw Unexpected("the end");
    }
}
