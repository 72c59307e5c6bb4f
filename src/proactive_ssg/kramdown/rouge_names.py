"""The languages that Rouge 3.30 knows, their other names, and who highlights them here.

kramdown leaves a code block alone unless Rouge has a lexer of its name, so that the list is part of the
dialect. Each entry of the table reads ``name=pygments other names``: ``=pygments`` is left out where
Pygments uses the same name; after a bare ``=`` the language is shown without colours.
"""

from __future__ import annotations

__all__ = ["PYGMENTS_NAMES", "ROUGE_TAGS"]

_TABLE = """
abap; actionscript as as3; ada; apache; apex=java; apiblueprint=markdown apiblueprint apib; applescript
applescript; armasm=; augeas aug; awk; batchfile=bat bat batch dosbatch winbatch; bbcbasic; bibtex bib;
biml=xml; bpf=; brainfuck; brightscript= bs brs; bsl=; c; ceylon; cfscript=cfs cfc; clean; clojure clj
cljs; cmake; cmhg=c; coffeescript coffee coffee-script; common_lisp=cl cl common-lisp elisp emacs-lisp
lisp; conf= config configuration; console terminal shell_session shell-session; coq; cpp c++; crystal
cr; csharp c# cs; css; csvs=; cuda; cypher cypher; cython pyx pyrex; d dlang; dafny=; dart; datastudio=;
diff patch udiff; digdag=; docker dockerfile Dockerfile; dot; ecl; eex= leex heex; eiffel; elixir elixir
exs; elm; email eml e-mail; epp=; erb eruby rhtml; erlang erl; escape= esc; factor; fluent= ftl;
fortran; freefem ff; fsharp; gdscript gd gdscript; ghc-cmm= cmm; ghc-core=; gherkin cucumber behat;
glsl; go go golang; gradle=groovy; graphql; groovy; hack=php hack hh; haml HAML; handlebars hbs
mustache; haskell hs; haxe hx haxe; hcl; hlsl; hocon=; hql=sql; html; http; hylang hy; idlang=; idris
idr; igorpro; ini; io; irb pry; irb_output=; isabelle isa Isabelle; isbl=; j; janet jdn; java;
javascript js; jinja django; jsl=; json; json-doc=json jsonc; jsonnet; jsp; jsx jsx react; julia jl;
kotlin; lasso lassoscript; lean lean; liquid; literate_coffeescript= litcoffee; literate_haskell=lhs
lithaskell lhaskell lhs; livescript ls; llvm; lua; lustre=; lutin=; m68k=; magik=; make makefile mf
gnumake bsdmake; markdown md mkd; mason; mathematica wl; matlab m; meson; minizinc=; moonscript moon;
mosel; msgtrans=; mxml; nasm; nesasm= nes; nginx; nial=; nim nimrod; nix nixos; objective_c=objc objc
obj-c obj_c objectivec; objective_cpp=objc++ objcpp obj-cpp obj_cpp objectivecpp objc++ obj-c++ obj_c++
objectivec++; ocaml; ocl= OCL; openedge; opentype_feature_file= fea opentype opentypefeature; pascal;
perl pl; php php php3 php4 php5; plaintext= text; plist=xml plist; plsql=sql; pony; postscript postscr
postscript ps eps; powershell posh microsoftshell msshell; praat; prolog prolog; prometheus=promql
prometheus; properties; protobuf proto; puppet pp; python py; q kdb+; qml qml; r r R s S; racket;
reasonml; rego; rescript=reasonml; robot_framework=robotframework robot robot-framework; ruby rb; rust
rs rust,no_run rs,no_run rust,ignore rs,ignore rust,should_panic rs,should_panic; sas; sass; scala
scala; scheme; scss; sed; shell bash zsh ksh sh; sieve; slice=; slim; smalltalk st squeak; smarty
smarty; sml ml; solidity; sparql; sqf=; sql; ssh=; stan; stata; supercollider; swift; systemd unit-file;
syzlang=; syzprog=; tap tap; tcl; terraform tf; tex TeX LaTeX latex; toml; tsx; ttcn3=; tulip= tulip;
turtle; twig; typescript ts; vala; vb=vbnet visualbasic; vcl varnishconf varnish; velocity; verilog;
vhdl; viml=vim vim vimscript ex; vue vuejs; wollok=; xml; xojo= realbasic; xpath=; xquery; yaml yml;
yang; zig zir
"""

ROUGE_TAGS: dict[str, str] = {}
"""Every name that Rouge accepts (upper case counts) -> its own name for the language."""

PYGMENTS_NAMES: dict[str, str] = {}
"""Rouge's own name for a language -> Pygments' name; languages that Pygments lacks are absent."""

for _entry in _TABLE.replace("\n", " ").split(";"):
    _name, *_others = _entry.split()
    _tag, _, _pygments = _name.partition("=")
    ROUGE_TAGS.update(dict.fromkeys((_tag, *_others), _tag))
    if _pygments or "=" not in _name:
        PYGMENTS_NAMES[_tag] = _pygments or _tag
