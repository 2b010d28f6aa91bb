namespace Cer.Workflows.Expressions.Liquid;

internal sealed partial class LiquidParser
{
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["include"] = "include is not known here: a template stands alone; write the text itself.",
        ["render"] = "render is not known here: a template stands alone; write the text itself.",
        ["layout"] = "layout is not known here: a template stands alone; write the text itself.",
        ["section"] = "section is not known here: a template stands alone; write the text itself.",
        ["liquid"] = "The tag liquid is not known here: write each tag between {% and %}.",
        ["tablerow"] = "tablerow is not known here: write the rows with for.",
        ["ifchanged"] = "ifchanged is not known here: keep the last value with assign and compare.",
        ["form"] = "form is not known here: write the text itself.",
        ["paginate"] = "paginate is not known here: use limit and offset of for.",
    };

    private LiquidNode? Build(Tag tag)
    {
        switch (tag.Name)
        {
            case "#": return null;
            case "comment":
                Raw(tag);
                return null;
            case "raw": return new LiquidText(tag.At, Raw(tag));
            case "assign": return Assign(tag);
            case "capture": return Capture(tag);
            case "increment" or "decrement": return Count(tag);
            case "echo":
                var echo = Markup(tag);
                var value = echo.Filtered();
                echo.End();
                return new LiquidOutput(tag.At, value);
            case "if" or "unless": return If(tag);
            case "case": return Case(tag);
            case "for": return For(tag);
            case "break" or "continue":
                Markup(tag).End();
                return new LiquidDo(tag.At, run => run.Jump = tag.Name[0]);
            case "cycle": return Cycle(tag);
            default:
                throw Error(tag.At, Refused.TryGetValue(tag.Name, out var sentence) ? sentence : $"The tag {tag.Name} is not known here.");
        }
    }

    private LiquidDo Assign(Tag tag)
    {
        var markup = Markup(tag);
        var name = markup.Name();
        if (!markup.Skip("=")) throw markup.Error("After the name there must be '='.");
        var part = markup.Filtered();
        markup.End();
        return new LiquidDo(tag.At, run =>
        {
            run.Budget.Spend(64);
            run.Set(name, part(run));
        });
    }

    private LiquidCapture Capture(Tag tag)
    {
        var markup = Markup(tag);
        var quoted = markup.Skip("\"") || markup.Skip("'");
        var name = markup.Name();
        if (quoted && !markup.Skip("\"") && !markup.Skip("'")) throw markup.Error("The name has no closing quote.");
        markup.End();
        var nodes = Nodes([]);
        Close(tag);
        return new LiquidCapture(tag.At, name, nodes);
    }

    private LiquidDo Count(Tag tag)
    {
        var markup = Markup(tag);
        var name = markup.Name();
        markup.End();
        return new LiquidDo(tag.At, run =>
        {
            var number = run.Counters.GetValueOrDefault(name);
            if (tag.Name == "decrement") number--;
            run.Write(number.ToString(LiquidValues.Invariant));
            run.Counters[name] = tag.Name == "increment" ? number + 1 : number;
        });
    }

    private void Close(Tag tag)
    {
        if (_stopped is null) throw Error(tag.At, $"The tag {tag.Name} has no {{% end{tag.Name} %}}.");
        if (_stopped.Name != "end" + tag.Name) throw Error(_stopped.At, $"Found {_stopped.Name}, expected end{tag.Name}.");
        _stopped = null;
    }

    private LiquidBranches If(Tag tag)
    {
        var branches = new List<(Func<LiquidRun, bool>, List<LiquidNode>)>();
        var condition = Condition(tag);
        var when = tag.Name == "unless" ? run => !condition(run) : condition;
        while (true)
        {
            branches.Add((when, Nodes(["elsif", "else"])));
            if (_stopped?.Name == "elsif") when = Condition(_stopped);
            else if (_stopped?.Name == "else") when = _ => true;
            else break;
        }
        Close(tag);
        return new LiquidBranches(tag.At, branches);
    }

    private Func<LiquidRun, bool> Condition(Tag tag)
    {
        var markup = Markup(tag);
        var condition = markup.Condition();
        markup.End();
        return condition;
    }

    private LiquidBranches Case(Tag tag)
    {
        var markup = Markup(tag);
        var value = markup.Value();
        markup.End();
        var branches = new List<(Func<LiquidRun, bool>, List<LiquidNode>)>();
        Nodes(["when", "else"]);
        while (_stopped?.Name is "when" or "else")
        {
            Func<LiquidRun, bool> when = _ => true;
            if (_stopped.Name == "when")
            {
                var tests = new List<LiquidPart>();
                var list = Markup(_stopped);
                do tests.Add(list.Value());
                while (list.Skip(",") || list.Skip("or"));
                list.End();
                when = run => value(run) is var given && tests.Exists(test => LiquidValues.Same(given, test(run)));
            }
            branches.Add((when, Nodes(["when", "else"])));
        }
        Close(tag);
        return new LiquidBranches(tag.At, branches);
    }

    private LiquidFor For(Tag tag)
    {
        var markup = Markup(tag);
        var name = markup.Name();
        if (!markup.Skip("in")) throw markup.Error("After the name there must be 'in'.");
        var over = markup.Value();
        LiquidPart? limit = null, offset = null;
        var reversed = false;
        while (!markup.AtEnd)
        {
            markup.Skip(",");
            if (markup.Skip("reversed")) reversed = true;
            else if (markup.Skip("limit") && markup.Skip(":")) limit = markup.Value();
            else if (markup.Skip("offset") && markup.Skip(":"))
                offset = markup.Skip("continue") ? throw markup.Error("offset:continue is not known here: write the number.")
                    : markup.Value();
            else throw markup.Error("After the list there may be reversed, limit: and offset:.");
        }
        var nodes = Nodes(["else"]);
        List<LiquidNode> otherwise = [];
        if (_stopped?.Name == "else") otherwise = Nodes([]);
        Close(tag);
        return new LiquidFor(tag.At, name, over, limit, offset, reversed, nodes, otherwise);
    }

    private LiquidDo Cycle(Tag tag)
    {
        var markup = Markup(tag);
        var parts = new List<LiquidPart>();
        do parts.Add(markup.Value());
        while (markup.Skip(","));
        markup.End();
        var key = text[tag.Start..tag.End];
        return new LiquidDo(tag.At, run =>
        {
            var place = run.Cycles.GetValueOrDefault(key);
            run.Cycles[key] = (place + 1) % parts.Count;
            run.Write(LiquidValues.Text(run, parts[place](run)));
        });
    }
}
